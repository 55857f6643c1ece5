/** What a chat has on the page: its parts by name, its list, and where the reader stands in it. */
import { localTimes } from "./chat_rows";

const ABOVE = 12; // pixels left above an answer that is longer than the window
const NEAR = 80; // pixels from the end at which the reader follows what is new

export interface View {
  readonly place: HTMLElement;
  readonly list: HTMLElement | null;
  readonly log: HTMLElement | null;
  readonly form: HTMLFormElement | null;
  readonly field: HTMLTextAreaElement | null;
  part<T extends HTMLElement>(name: string): T | null;
  /** A sentence the house put on the page for its script. */
  told(name: string): string;
  atEnd(): boolean;
  toEnd(): void;
  /** To the end, but no further than the beginning of a long automatic answer and the question above it. */
  toNew(): void;
  /** Put rows into the list, each once; answers how many are not the reader's own. */
  add(html: string): number;
  /** What could not be done. */
  say(problems: string[]): void;
  /** What was done. */
  tell(text: string): void;
}

export function view(place: HTMLElement): View {
  const part = <T extends HTMLElement>(name: string): T | null => place.querySelector<T>(`[data-chat-${name}]`);
  const list = part("list");
  const log = part("log");
  const form = part<HTMLFormElement>("form");

  const atEnd = (): boolean => !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const toEnd = (): void => {
    if (log) log.scrollTop = log.scrollHeight;
  };
  const toNew = (): void => {
    toEnd();
    const row = [...(list?.querySelectorAll<HTMLElement>("[data-number]") ?? [])].at(-1);
    if (!log || !row?.classList.contains("is-automatic")) return;
    const above = row.getBoundingClientRect().top - log.getBoundingClientRect().top;
    if (above < 0) log.scrollTop += above - ABOVE;
  };

  const add = (html: string): number => {
    if (!list || !html) return 0;
    const made = document.createElement("template");
    made.innerHTML = html;
    let more = 0;
    for (const row of [...made.content.children]) {
      if (!(row instanceof HTMLElement)) continue;
      const [number, day] = [row.dataset["number"], row.dataset["day"]];
      if (number && list.querySelector(`[data-number="${number}"]`)) continue;
      if (day && list.querySelector(`[data-day="${day}"]`)) continue;
      const waiting = list.querySelector(".is-waiting");
      list.insertBefore(row, waiting);
      if (number && !row.classList.contains("is-me")) more += 1;
    }
    localTimes(list);
    return more;
  };

  const say = (problems: string[]): void => {
    const box = part("problems");
    const follows = atEnd();
    box?.replaceChildren(
      ...problems.map((text) => {
        const row = document.createElement("p");
        row.className = "rp-field-error";
        row.textContent = text;
        return row;
      }),
    );
    if (follows) toEnd();
  };

  const tell = (text: string): void => {
    const box = part("told");
    if (box) box.textContent = text;
  };

  return {
    ...{ place, list, log, form, field: form?.querySelector("textarea") ?? null },
    ...{ part, atEnd, toEnd, toNew, add, say, tell },
    told: (name) => part("words")?.dataset[name] ?? "",
  };
}
