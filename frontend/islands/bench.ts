/**
 * The keys of the bench: a figure presses the tile of its number, Z undoes, P opens the camera, Enter records. A hand
 * scanner types fast and ends with Enter: what comes in one burst is a code, goes to the scan field and is looked up.
 *
 *     <div data-bench> <button data-tap>…</button> <button data-undo>…</button> <button data-finish>…</button> </div>
 *     <input data-scan>
 */
import { isTyping } from "./search";

/** A person needs longer than this between two keys; a scanner does not. */
const BURST_MS = 60;

export function benchKeys(root: Document): void {
  const bench = root.querySelector<HTMLElement>("[data-bench]");
  if (!bench) {
    root.querySelector<HTMLInputElement>("[data-scan]")?.focus();
    return;
  }
  for (const hint of bench.querySelectorAll<HTMLElement>("[data-keys-hints]")) hint.hidden = false;
  const begin = root.querySelector<HTMLElement>("[data-errors]") ?? root.getElementById("question");
  begin?.focus();
  // On a telephone the answers are below: the question goes up, as far as its article and its step stay in sight.
  if (root.defaultView?.matchMedia?.("(max-width: 48rem)").matches) begin?.scrollIntoView({ block: "start" });
  keepPhotosAtOnce(bench);
  let typed = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (): void => {
    const text = typed;
    typed = "";
    if (text.length === 1) press(bench, text.toLowerCase());
    else if (text.length > 1) scan(root, text);
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "Enter") {
      if (typed.length > 1) {
        clearTimeout(timer);
        event.preventDefault();
        settle();
      } else if (!isControl(event.target)) {
        event.preventDefault();
        bench.querySelector<HTMLElement>("[data-finish]")?.click();
      }
      return;
    }
    if (event.key.length !== 1 || event.key === " ") return;
    typed += event.key;
    clearTimeout(timer);
    timer = setTimeout(settle, BURST_MS);
  });
}

function press(bench: HTMLElement, key: string): void {
  if (/^[1-9]$/.test(key)) bench.querySelectorAll<HTMLElement>("[data-tap]")[Number(key) - 1]?.click();
  else if (key === "z") bench.querySelector<HTMLElement>("[data-undo]")?.click();
  else if (key === "p") bench.querySelector<HTMLElement>("[data-photo]")?.click();
}

function scan(root: Document, text: string): void {
  const field = root.querySelector<HTMLInputElement>("[data-scan]");
  if (!field) return;
  field.value = text;
  field.form?.requestSubmit();
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary, input, select, textarea") !== null;
}

/** With the page alive a chosen photo is kept at once; its button is for pages without scripts. */
function keepPhotosAtOnce(bench: HTMLElement): void {
  const field = bench.querySelector<HTMLInputElement>("[data-photo]");
  const keep = field?.form?.querySelector<HTMLButtonElement>("[name=photos]");
  if (!field || !keep) return;
  keep.hidden = true;
  field.classList.add("visually-hidden");
  field.addEventListener("change", () => field.form?.requestSubmit(keep));
}
