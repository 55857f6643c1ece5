/**
 * Judges the week’s sample by keys: J and K go from question to question, R, W and N press its buttons, and the next
 * one is at hand at once. Without it each button is a form of its own.
 *
 *     <p role="status" data-judge-told></p> <progress data-judge-bar></progress>
 *     <ol data-judge><li data-judged=""><h2 tabindex="-1">…</h2><form><button data-verdict="right" data-key="r">…</button></form></li></ol>
 */
import { isOff, showHints } from "./queue";
import { isTyping } from "./search";

interface Answer {
  verdict: string;
  done: number;
  of: number;
  told: string;
}

export function judgeSample(root: Document): void {
  const list = root.querySelector<HTMLElement>("[data-judge]");
  if (!list) return;
  const rows = [...list.querySelectorAll<HTMLElement>(":scope > li")];
  showHints(root);
  list.addEventListener("submit", (event) => void sent(root, rows, event));
  root.addEventListener("keydown", (event) => {
    if (isOff() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressed(rows, event.key.toLowerCase())) event.preventDefault();
  });
  const first = rows.find((row) => !row.dataset["judged"]) ?? rows[0];
  if (first && !root.defaultView?.location.hash) choose(rows, first, false);
}

function pressed(rows: HTMLElement[], key: string): boolean {
  const at = rows.findIndex((row) => row.classList.contains("is-current"));
  if (key === "j" || key === "k") {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)))];
    if (row) choose(rows, row, true);
    return row !== undefined;
  }
  const button = rows[at]?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`);
  button?.click();
  return Boolean(button);
}

function choose(rows: HTMLElement[], row: HTMLElement, focus: boolean): void {
  for (const one of rows) one.classList.toggle("is-current", one === row);
  if (focus) row.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  if (focus) row.scrollIntoView({ block: "center" });
}

async function sent(root: Document, rows: HTMLElement[], event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  const row = form.closest<HTMLElement>("li");
  if (!(button instanceof HTMLButtonElement) || !row) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    show(root, row, form, (await answer.json()) as Answer);
  } catch {
    const plain = document.createElement("input"); // let the browser send it and tell what is wrong
    plain.type = "hidden";
    plain.name = button.name;
    plain.value = button.value;
    form.append(plain);
    form.submit();
    return;
  }
  const next = rows.slice(rows.indexOf(row) + 1).find((one) => !one.dataset["judged"]);
  choose(rows, row.dataset["judged"] && next ? next : row, true);
}

function show(root: Document, row: HTMLElement, form: HTMLFormElement, answer: Answer): void {
  row.dataset["judged"] = answer.verdict;
  row.classList.toggle("is-judged", answer.verdict !== "");
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-verdict]")) {
    const given = button.dataset["verdict"] === answer.verdict;
    button.setAttribute("aria-pressed", String(given));
    button.value = given ? "" : (button.dataset["verdict"] ?? "");
  }
  const told = root.querySelector("[data-judge-told]");
  const bar = root.querySelector<HTMLProgressElement>("[data-judge-bar]");
  if (told) told.textContent = answer.told;
  if (bar) bar.value = answer.done;
}
