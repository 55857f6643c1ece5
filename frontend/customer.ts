/** The customer pages' behaviours. Every page works without them. */
import { chatDock } from "./islands/chat_dock";
import { focusErrors } from "./islands/errors";
import { filters } from "./islands/filter";
import { helpTitles } from "./islands/help_titles";
import { keepWords } from "./islands/keeping";
import { sendOnce } from "./islands/once";
import { steppers } from "./islands/stepper";
import { uploads } from "./islands/uploads";

focusErrors(document);
keepWords(document); // before sending once: what waits for the network was not sent
sendOnce(document);
steppers(document);
filters(document);
helpTitles(document);
uploads(document);
chatDock(document);
