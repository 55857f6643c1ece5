/** The staff pages' behaviours. Every page works without them. */
import { benchKeys } from "./islands/bench";
import { brandPreview } from "./islands/brand";
import { chooseRows } from "./islands/choose";
import { comeBack } from "./islands/comeback";
import { focusErrors } from "./islands/errors";
import { wordLetters } from "./islands/letter";
import { confirmFirst } from "./islands/confirm";
import { keepLetter } from "./islands/decision_letter";
import { closeMenus } from "./islands/menu";
import { sendOnce } from "./islands/once";
import { queueKeys } from "./islands/queue";
import { searchKey } from "./islands/search";
import { tickAll } from "./islands/ticks";

focusErrors(document);
sendOnce(document);
searchKey(document);
queueKeys(document);
chooseRows(document);
tickAll(document);
closeMenus(document);
benchKeys(document);
comeBack(document);
brandPreview(document);
wordLetters(document);
keepLetter(document);
confirmFirst(document);
