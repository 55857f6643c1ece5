/** The customer pages' behaviours. Every page works without them. */
import { focusErrors } from "./islands/errors";
import { sendOnce } from "./islands/once";
import { steppers } from "./islands/stepper";
import { uploads } from "./islands/uploads";

focusErrors(document);
sendOnce(document);
steppers(document);
uploads(document);
