/**
 * Moves through a work list with the keyboard: J and K choose a row, Enter opens it, A takes its next step, E gives it
 * to somebody, X chooses it, ? shows all keys. Letters are left alone while somebody types, and can be switched off for
 * good. Whoever comes back from a case finds the list where they left it.
 *
 *     <table data-queue><tr data-row="RP-…" data-give="…">
 *       <input type="checkbox" data-choose> <a data-open href="…">…</a> <a data-act href="…">…</a></tr></table>
 *     <span data-keys-hints hidden>… <button data-keys-help>…</button></span>
 *     <dialog data-keys-dialog>… <button data-keys-close> <button data-keys-switch data-on="…" data-off="…"></dialog>
 *
 * A page without a list has one `data-act` of its own, which A follows, and may have a `data-next`, which J follows.
 */
import { isTyping } from "./search";

const OFF = "reprise-letter-keys-off";
const LAST = "reprise-queue-place";

export function queueKeys(root: Document): void {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-queue] [data-row]")];
  const alone = rows.length === 0 ? root.querySelector<HTMLElement>("[data-act]") : null;
  const next = rows.length === 0 ? root.querySelector<HTMLElement>("[data-next]") : null;
  setUpHelp(root);
  if (rows.length === 0 && !alone && !next) return;
  showHints(root);
  takeUpPlace(rows);
  root.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
    if (row) keepPlace(rows, row);
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOff()) return;
    if (root.querySelector("dialog[open]")) return;
    if (press(root, event, rows, { act: alone, next })) event.preventDefault();
  });
}

interface Alone {
  act: HTMLElement | null;
  next: HTMLElement | null;
}

function press(root: Document, event: KeyboardEvent, rows: HTMLElement[], alone: Alone): boolean {
  const key = event.key.toLowerCase();
  if (key === "?") return openHelp(root);
  if (key === "a") return follow(rows, "[data-act]", alone.act);
  if (rows.length === 0) return key === "j" && follow(rows, "[data-next]", alone.next);
  if (key === "j" || key === "k") return move(root, rows, key === "j" ? 1 : -1);
  if (key === "x") return follow(rows, "[data-choose]", null);
  if (key === "e") return give(root, rows);
  if (key === "enter" && event.target === root.body) return follow(rows, "[data-open]", null);
  return false;
}

function current(rows: HTMLElement[]): HTMLElement | undefined {
  return rows.find((row) => row.classList.contains("is-current"));
}

function move(root: Document, rows: HTMLElement[], by: number): boolean {
  const now = current(rows);
  const place = (now ? rows.indexOf(now) : -1) + by;
  if (place >= rows.length) {
    root.querySelector<HTMLElement>("a[rel=next]")?.click();
    return true;
  }
  const next = rows[Math.max(0, place)];
  if (next) choose(rows, next, true);
  return true;
}

function choose(rows: HTMLElement[], row: HTMLElement, focus: boolean): void {
  current(rows)?.classList.remove("is-current");
  row.classList.add("is-current");
  if (focus) row.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function follow(rows: HTMLElement[], what: string, otherwise: HTMLElement | null): boolean {
  const found = current(rows)?.querySelector<HTMLElement>(what) ?? otherwise;
  found?.click();
  return found !== null;
}

/** With cases chosen, E is for all of them; else for the current one. */
function give(root: Document, rows: HTMLElement[]): boolean {
  const row = current(rows);
  const chosen = root.querySelector("[data-choose]:checked");
  if (chosen) root.querySelector<HTMLElement>("[data-assign]")?.click();
  else if (row?.dataset["give"]) {
    keepPlace(rows, row);
    root.defaultView?.location.assign(row.dataset["give"]);
  }
  return Boolean(chosen ?? row?.dataset["give"]);
}

/** The list one works through, whatever page of it: other lists keep no place of this one. */
function list(rows: HTMLElement[]): string {
  return rows[0]?.ownerDocument.defaultView?.location.pathname ?? "";
}

function keepPlace(rows: HTMLElement[], row: HTMLElement): void {
  sessionStorage.setItem(LAST, JSON.stringify([list(rows), row.dataset["row"], rows.indexOf(row)]));
}

/** The row somebody left from; where it is no longer in the list, the one that took its place. */
function takeUpPlace(rows: HTMLElement[]): void {
  const kept = sessionStorage.getItem(LAST);
  if (!kept || rows.length === 0) return;
  sessionStorage.removeItem(LAST);
  const [where, reference, index] = JSON.parse(kept) as [string, string, number];
  if (where !== list(rows)) return;
  const row = rows.find((one) => one.dataset["row"] === reference) ?? rows[Math.min(index, rows.length - 1)];
  if (row) choose(rows, row, true);
}

export function isOff(): boolean {
  return localStorage.getItem(OFF) === "yes";
}

export function openHelp(root: Document): boolean {
  const dialog = root.querySelector<HTMLDialogElement>("[data-keys-dialog]");
  dialog?.showModal();
  return dialog !== null;
}

function setUpHelp(root: Document): void {
  const dialog = root.querySelector<HTMLDialogElement>("[data-keys-dialog]");
  root.querySelector("[data-keys-help]")?.addEventListener("click", () => openHelp(root));
  dialog?.querySelector("[data-keys-close]")?.addEventListener("click", () => dialog.close());
}

export function showHints(root: Document): void {
  for (const hint of root.querySelectorAll<HTMLElement>("[data-keys-hints]")) hint.hidden = false;
  const button = root.querySelector<HTMLElement>("[data-keys-switch]");
  if (!button) return;
  const say = (): void => {
    button.textContent = (isOff() ? button.dataset["on"] : button.dataset["off"]) ?? "";
  };
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "no" : "yes");
    say();
  });
  say();
}
