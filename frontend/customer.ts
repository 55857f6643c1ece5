/** The customer pages' behaviours. Every page works without them. */
import { focusErrors } from "./islands/errors";
import { sendOnce } from "./islands/once";

focusErrors(document);
sendOnce(document);
