/**
 * Counts what is typed in an article, and puts its few marks around what is chosen.
 *
 *     <div data-marks="id_body_fr" hidden><button value="bold">…</button></div>
 *     <p data-count="id_body_fr" data-of="body" data-words="words" hidden></p>
 */
type Changed = (field: HTMLTextAreaElement) => void;

const MOST: Record<string, number> = { title: 90, answer: 700 };
const STARTS: Record<string, string> = { heading: "## ", list: "- ", warning: "> " };

export function countWords(form: HTMLFormElement): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-count]")) {
    const field = document.getElementById(place.dataset["count"] ?? "");
    if (!(field instanceof HTMLTextAreaElement)) continue;
    const part = place.dataset["of"] ?? "";
    const most = MOST[part];
    place.textContent = told(place, part, field.value);
    place.classList.toggle("is-over", most !== undefined && field.value.length > most);
    place.hidden = false;
  }
}

function told(place: HTMLElement, part: string, text: string): string {
  const most = MOST[part];
  if (most !== undefined) return `${text.length} / ${most} ${place.dataset["characters"] ?? ""}`;
  if (part === "body") return counted(place, "word", text.split(/\s+/).filter(Boolean).length);
  return counted(place, "way", text.split("\n").filter((one) => one.trim()).length);
}

function counted(place: HTMLElement, what: "word" | "way", number: number): string {
  const one = number === 1 ? place.dataset[what] : undefined;
  return `${number} ${one ?? place.dataset[`${what}s`] ?? ""}`;
}

export function marks(form: HTMLFormElement, changed: Changed): void {
  for (const bar of form.querySelectorAll<HTMLElement>("[data-marks]")) {
    const field = document.getElementById(bar.dataset["marks"] ?? "");
    if (!(field instanceof HTMLTextAreaElement)) continue;
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button");
      if (!button) return;
      put(field, button.value);
      changed(field);
    });
    field.addEventListener("keydown", (event) => {
      const mark = { b: "bold", k: "link" }[event.key.toLowerCase()];
      if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      put(field, mark);
      changed(field);
    });
  }
}

/** Put a mark where the cursor is, around what is chosen. */
export function put(field: HTMLTextAreaElement, mark: string): void {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  field.focus();
  if (mark === "bold") around(field, chosen, "**", "**", chosen ? chosen.length + 4 : 2);
  else if (mark === "link") around(field, chosen, "[", "](https://)", chosen ? chosen.length + 11 : 1);
  else atLines(field, mark);
}

/** `caret`: where the cursor stands afterwards, counted from where the mark begins. */
function around(field: HTMLTextAreaElement, chosen: string, before: string, after: string, caret: number): void {
  const start = field.selectionStart;
  field.setRangeText(`${before}${chosen}${after}`, start, field.selectionEnd, "end");
  field.setSelectionRange(start + caret, start + caret);
}

/** The lines that are touched get the sign at their beginning; it is taken away where all of them have it. */
function atLines(field: HTMLTextAreaElement, mark: string): void {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const found = field.value.indexOf("\n", field.selectionEnd);
  const end = found < 0 ? field.value.length : found;
  const lines = field.value.slice(start, end).split("\n");
  const sign = (n: number): string => (mark === "steps" ? `${n + 1}. ` : (STARTS[mark] ?? ""));
  const all = lines.every((one, n) => one.startsWith(sign(n)));
  const done = lines.map((one, n) => (all ? one.slice(sign(n).length) : sign(n) + one.replace(/^(## |- |> |\d+\. )/, "")));
  field.setRangeText(done.join("\n"), start, end, "end");
}
