/**
 * The editor of an article: the preview and the remarks follow what is typed, what is not saved stays on this device,
 * a colleague’s newer version is told while one still writes. Without it the preview is a button and Save is Save.
 *
 *     <form data-article="shop/return-start" data-bound>
 *       <p role="status" data-said></p> <button data-preview>…</button> <button data-save>Save</button>
 *       <div data-newer></div> <div data-looks></div> <ul data-remarks="body_fr"></ul>
 *       <div hidden data-kept><button data-kept-take>…</button><button data-kept-drop>…</button></div>
 *     </form>
 */
import { keepSide } from "./article_side";
import { countWords, marks } from "./article_words";
import { typed } from "./keeping";
import { forget, keep, kept, markSent, wasSent } from "./kept_words";
import { showHints } from "./queue";

const PAUSE = 600; // milliseconds after the last key

interface Remark {
  field: string;
  sentence: string;
  blocks: boolean;
}

interface Live {
  preview: string;
  newer: string;
  remarks: Remark[];
  said: string;
}

export function writeArticles(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-article]")) new Editor(form);
}

class Editor {
  private readonly place: string;
  private timer = 0;
  private asked = 0;
  private untouched: string;

  constructor(private readonly form: HTMLFormElement) {
    this.place = `article/${form.dataset["article"] ?? ""}`;
    this.untouched = form.hasAttribute("data-bound") ? "" : this.written(); // what came back was not kept
    this.hide("[data-preview]");
    this.takeUp();
    keepSide(form);
    showHints(document);
    marks(form, (field) => this.changed(field));
    countWords(form);
    form.addEventListener("input", (event) => this.changed(event.target as Element));
    form.addEventListener("change", () => this.soon());
    form.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("submit", () => this.sent());
    window.addEventListener("beforeunload", (event) => {
      if (this.written() !== this.untouched) event.preventDefault();
    });
  }

  /** What was written here and never saved is offered, not put in: a colleague may have written since. */
  private takeUp(): void {
    const box = this.form.querySelector<HTMLElement>("[data-kept]");
    const texts = kept(this.place);
    if (this.form.hasAttribute("data-bound")) {
      keep(this.place, typed(this.form)); // the page came back with what was typed: it was sent, and not kept
      return;
    }
    if (!box || !texts) return;
    if (wasSent(this.place) || !differs(this.form, texts)) {
      forget(this.place);
      return;
    }
    box.hidden = false;
    box.querySelector("[data-kept-take]")?.addEventListener("click", () => {
      fill(this.form, texts);
      box.hidden = true;
      countWords(this.form);
      this.soon();
      this.form.querySelector<HTMLElement>("textarea")?.focus();
    });
    box.querySelector("[data-kept-drop]")?.addEventListener("click", () => {
      forget(this.place);
      box.hidden = true;
    });
  }

  private changed(field: Element): void {
    if (field instanceof HTMLInputElement && field.name === "side") return;
    keep(this.place, typed(this.form));
    countWords(this.form);
    this.follow(field);
    this.soon();
  }

  /** Beside one language, the preview shows about the place that is being written. */
  private follow(field: Element): void {
    const preview = this.form.querySelector<HTMLElement>("#preview");
    if (!preview || !(field instanceof HTMLTextAreaElement) || !field.name.startsWith("body_")) return;
    const share = field.value.length ? field.selectionStart / field.value.length : 0;
    preview.scrollTop = share * (preview.scrollHeight - preview.clientHeight);
  }

  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), PAUSE);
  }

  /** Ask how it will read; an answer that was overtaken by a later one is dropped. */
  private async look(): Promise<void> {
    const number = ++this.asked;
    const body = new FormData(this.form);
    body.set("do", "preview");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected || number !== this.asked) return;
      this.show((await answer.json()) as Live);
    } catch {
      // the line is down: what is typed is on this device, and the next key asks again
    }
  }

  private show(live: Live): void {
    const looks = this.form.querySelector("[data-looks]");
    if (looks) looks.innerHTML = live.preview;
    const said = this.form.querySelector("[data-said]");
    if (said && said.textContent !== live.said) said.textContent = live.said;
    this.tellNewer(live.newer);
    for (const list of this.form.querySelectorAll<HTMLElement>("[data-remarks]")) {
      list.replaceChildren(...live.remarks.filter((one) => one.field === list.dataset["remarks"]).map(line));
    }
  }

  /** Drawn once for each version: what is being read is not drawn anew under the reader’s eyes. */
  private tellNewer(html: string): void {
    const box = this.form.querySelector<HTMLElement>("[data-newer]");
    if (!box) return;
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    const now = parsed.content.querySelector<HTMLElement>("[data-newer-number]")?.dataset["newerNumber"];
    const shown = box.querySelector<HTMLElement>("[data-newer-number]")?.dataset["newerNumber"];
    if (now !== shown) box.replaceChildren(parsed.content);
  }

  private pressed(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.form.requestSubmit(this.form.querySelector<HTMLButtonElement>("[data-save]"));
    }
    if (event.altKey && !event.ctrlKey && event.code === "KeyL") {
      const other = twin(this.form, event.target as Element);
      if (!other) return;
      event.preventDefault();
      other.focus();
    }
  }

  private sent(): void {
    keep(this.place, typed(this.form));
    markSent(this.place);
    this.untouched = this.written();
  }

  private written(): string {
    return JSON.stringify([...new FormData(this.form)].filter(([name]) => name !== "side"));
  }

  private hide(what: string): void {
    for (const one of this.form.querySelectorAll<HTMLElement>(what)) one.hidden = true;
  }
}

/** The same field in the other language. */
function twin(form: HTMLFormElement, from: Element): HTMLElement | null {
  const name = from instanceof HTMLTextAreaElement ? from.name : "";
  const other = name.replace(/_(fr|en)$/, (_, code: string) => (code === "fr" ? "_en" : "_fr"));
  return other && other !== name ? form.querySelector<HTMLElement>(`[name="${other}"]`) : null;
}

function differs(form: HTMLFormElement, texts: Record<string, string>): boolean {
  const now = typed(form);
  return Object.entries(texts).some(([name, text]) => name in now && tidy(now[name] ?? "") !== tidy(text));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function fill(form: HTMLFormElement, texts: Record<string, string>): void {
  for (const field of form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input[type=text]")) {
    const text = texts[field.name];
    if (text !== undefined) field.value = text;
  }
}

function line(one: Remark): HTMLLIElement {
  const item = document.createElement("li");
  if (one.blocks) item.className = "is-blocking";
  item.innerHTML = '<svg class="rp-icon" aria-hidden="true" focusable="false"><use href="#i-info"/></svg>';
  const words = document.createElement("span");
  words.textContent = one.sentence;
  item.append(words);
  return item;
}
