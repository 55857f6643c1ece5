/**
 * Ready replies: `/` in the box opens those that fit what is typed after it; one is chosen with the arrows and Enter, and
 * its text takes the place of what was typed. Without a script each reply is a button of the menu.
 *
 *     <textarea data-compose></textarea>
 *     <div data-replies="/…/replies/" data-take="/…/replies/take/" data-none="No reply fits.">
 *       <details data-replies-menu><button name="canned" value="7">…</button></details>
 *       <p data-replies-problem hidden></p>
 *     </div>
 */
interface Reply {
  id: number;
  name: string;
  shortcut: string;
  text: string;
  problem: string;
}

/** A slash at the beginning of a word, and what is typed after it up to the caret. */
const TYPED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;
const PLACEHOLDER = /\{[a-z_]{1,40}\}/;
const SHOWN = 8;
const PAUSE = 120;

export function readyReplies(root: Document): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-replies]")) {
    const box = place.closest("form")?.querySelector<HTMLTextAreaElement>("[data-compose]");
    if (box) new Replies(place, box);
  }
}

class Replies {
  private readonly list = document.createElement("ul");
  private found: Reply[] = [];
  private at = 0;
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly box: HTMLTextAreaElement,
  ) {
    this.list.className = "rp-slash";
    this.list.id = "ready-replies";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", place.querySelector("summary")?.textContent?.trim() ?? "");
    place.before(this.list);
    box.setAttribute("aria-controls", this.list.id);
    box.addEventListener("input", () => this.typed());
    box.addEventListener("blur", () => this.close());
    box.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => this.pressed(event));
    place.addEventListener("click", (event) => void this.menu(event));
  }

  private typed(): void {
    window.clearTimeout(this.timer);
    if (!PLACEHOLDER.test(this.box.value)) this.tell("");
    const word = this.word();
    if (word === undefined) this.close();
    else this.timer = window.setTimeout(() => void this.ask(word), PAUSE);
  }

  private word(): string | undefined {
    const caret = this.box.selectionStart;
    return caret === this.box.selectionEnd ? TYPED.exec(this.box.value.slice(0, caret))?.[1] : undefined;
  }

  private async ask(word: string): Promise<void> {
    const turn = ++this.asked;
    const found = await this.fetched({ q: word });
    if (turn !== this.asked || this.word() !== word) return;
    this.found = found.slice(0, SHOWN);
    this.at = 0;
    this.draw();
  }

  private async fetched(asked: Record<string, string>): Promise<Reply[]> {
    try {
      const answer = await fetch(`${this.place.dataset["replies"] ?? ""}?${new URLSearchParams(asked).toString()}`);
      if (!answer.ok || answer.redirected) return [];
      return ((await answer.json()) as { replies: Reply[] }).replies;
    } catch {
      return [];
    }
  }

  private draw(): void {
    this.list.replaceChildren(...this.found.map((reply, at) => this.row(reply, at)));
    if (!this.found.length) {
      const none = document.createElement("li");
      none.className = "rp-none";
      none.textContent = this.place.dataset["none"] ?? "";
      this.list.append(none);
    }
    this.list.hidden = false;
    this.mark();
  }

  private row(reply: Reply, at: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `ready-reply-${at}`;
    row.setAttribute("role", "option");
    row.dataset["at"] = String(at);
    const name = document.createElement("b");
    name.textContent = reply.name;
    const text = document.createElement("span");
    text.textContent = reply.text;
    const code = document.createElement("code");
    code.textContent = reply.shortcut ? `/${reply.shortcut}` : "";
    row.append(name, code, text);
    return row;
  }

  private mark(): void {
    for (const row of this.list.querySelectorAll<HTMLElement>("[role=option]")) {
      const chosen = row.dataset["at"] === String(this.at);
      row.setAttribute("aria-selected", String(chosen));
      if (chosen) row.scrollIntoView({ block: "nearest" });
    }
    if (this.found.length) this.box.setAttribute("aria-activedescendant", `ready-reply-${this.at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.asked++;
    this.list.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && this.found.length) {
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.mark();
    } else if ((event.key === "Enter" || event.key === "Tab") && this.found.length) {
      event.preventDefault();
      this.take(this.found[this.at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private pressed(event: MouseEvent): void {
    event.preventDefault(); // the caret stays in the box
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (row) this.take(this.found[Number(row.dataset["at"])]);
  }

  private async menu(event: MouseEvent): Promise<void> {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[name=canned]") : null;
    if (!button) return;
    event.preventDefault();
    const [reply] = await this.fetched({ id: button.value });
    button.closest("details")?.removeAttribute("open");
    if (reply) this.take(reply);
  }

  private take(reply: Reply | undefined): void {
    if (!reply) return;
    const caret = this.box.selectionStart;
    const word = this.word();
    const start = word === undefined ? caret : caret - word.length - 1;
    const before = this.box.value.slice(0, start);
    const gap = word === undefined && before.trim() && !before.endsWith("\n") ? "\n\n" : "";
    this.box.setRangeText(gap + reply.text, start, caret, "end");
    const reply_ = this.box.form?.querySelector<HTMLInputElement>('[data-as="reply"]');
    if (reply_) reply_.checked = true;
    this.close();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(reply.problem);
    this.box.focus();
    this.choosePlaceholder(start);
    this.count(reply);
  }

  /** What is not known is chosen, so that typing writes over it. */
  private choosePlaceholder(from: number): void {
    const left = PLACEHOLDER.exec(this.box.value.slice(from));
    if (left) this.box.setSelectionRange(from + left.index, from + left.index + left[0].length);
  }

  private tell(problem: string): void {
    const place = this.place.querySelector<HTMLElement>("[data-replies-problem]");
    if (!place) return;
    place.textContent = problem;
    place.hidden = !problem;
  }

  private count(reply: Reply): void {
    const token = this.box.form?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams({ canned: String(reply.id), counted: "1", csrfmiddlewaretoken: token });
    void fetch(this.place.dataset["take"] ?? "", { method: "POST", body, keepalive: true }).catch(() => undefined);
  }
}

/**
 * Puts a proposed text into a field; the button shows itself only where there is a script.
 *
 *     <button data-use-text="proposal-fr" data-use-in="id_answer" hidden>
 */
export function useTexts(root: Document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-use-text]")) {
    const text = root.getElementById(button.dataset["useText"] ?? "");
    const field = root.getElementById(button.dataset["useIn"] ?? "");
    if (!text || !(field instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = [...text.querySelectorAll("p")].map((part) => part.innerText.trim()).join("\n\n");
      field.focus();
    });
  }
}
