/** The staff pages' behaviours. Every page works without them. */
import { focusErrors } from "./islands/errors";
import { sendOnce } from "./islands/once";
import { searchKey } from "./islands/search";

focusErrors(document);
sendOnce(document);
searchKey(document);
