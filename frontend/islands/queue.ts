/**
 * Moves through a work list with the keyboard: J and K choose a row, Enter opens it, A takes its next step. Letters are
 * left alone while somebody types, and can be switched off for good.
 *
 *     <table data-queue><tr data-row><a data-open href="…">…</a> <a data-act href="…">…</a></tr></table>
 *     <span data-keys-hints hidden>… <button data-keys-switch data-on="…" data-off="…">…</button></span>
 *
 * A page without a list has one `data-act` of its own, which A follows.
 */
import { isTyping } from "./search";

const OFF = "reprise-letter-keys-off";

export function queueKeys(root: Document): void {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-queue] [data-row]")];
  const alone = rows.length === 0 ? root.querySelector<HTMLElement>("[data-act]") : null;
  if (rows.length === 0 && !alone) return;
  showHints(root);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOff()) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") move(rows, key === "j" ? 1 : -1);
    else if (key === "a") follow(current(rows), "[data-act]", alone);
    else if (key === "enter" && event.target === root.body) follow(current(rows), "[data-open]", null);
    else return;
    event.preventDefault();
  });
}

function current(rows: HTMLElement[]): HTMLElement | undefined {
  return rows.find((row) => row.classList.contains("is-current"));
}

function move(rows: HTMLElement[], by: number): void {
  const now = current(rows);
  const next = rows[Math.min(rows.length - 1, Math.max(0, (now ? rows.indexOf(now) : -1) + by))];
  if (!next) return;
  now?.classList.remove("is-current");
  next.classList.add("is-current");
  next.querySelector<HTMLElement>("[data-open]")?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function follow(row: HTMLElement | undefined, what: string, otherwise: HTMLElement | null): void {
  (row?.querySelector<HTMLElement>(what) ?? otherwise)?.click();
}

function isOff(): boolean {
  return localStorage.getItem(OFF) === "yes";
}

function showHints(root: Document): void {
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
