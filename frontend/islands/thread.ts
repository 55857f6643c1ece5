/**
 * Keeps an open conversation up to date and sends what is written without leaving the page. What comes in is fetched as
 * a part of the page and added once, in its order; who else reads or writes is told beside the name. Without it the
 * page is a page with a form, and a reload shows what came in.
 *
 *     <section data-thread="/…/news/" data-live="pass" data-last="12" data-typing="[name] is writing" …>
 *       <div data-thread-head>…</div>
 *       <div data-thread-scroll><ol data-said><li data-number="12">…</li></ol></div>
 *       <form data-write><p data-write-problem hidden></p><textarea data-compose></textarea></form></section>
 */
import type { Line, Person } from "./live";
import { Writer } from "./writer";

export const HEADERS = { "HX-Request": "true" };
const NEAR = 80; // so near the end, what comes in is followed

export class Thread {
  readonly pass: string;
  private readonly writer: Writer | undefined;
  private here: Person[] = [];
  private asking: Promise<void> | undefined;
  private again = false;

  constructor(private readonly root: HTMLElement) {
    this.pass = root.dataset["live"] ?? "";
    const form = root.querySelector<HTMLFormElement>("form[data-write]");
    if (form) this.writer = new Writer(form, root.dataset["key"] ?? "", (html, mine) => this.absorb(html, mine));
    root.querySelector("[data-thread-new]")?.addEventListener("click", () => this.toEnd());
    this.scroller?.addEventListener("scroll", () => this.isNear() && this.showNew(false), { passive: true });
    if (!window.location.hash || window.location.hash === "#conversation") this.toEnd();
  }

  /** Write as somebody chose with a key. */
  write(as: string): void {
    this.writer?.begin(as);
  }

  typing(line: Line, topic: number): void {
    this.writer?.onTyped((note) => line.typing(topic, { note }));
  }

  /** Ask for what was said since; asked for again while it is on its way, it is asked once more after that. */
  look(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return this.asking;
    }
    this.asking = this.ask().finally(() => {
      this.asking = undefined;
      if (this.again) {
        this.again = false;
        void this.look();
      }
    });
    return this.asking;
  }

  /** Who is writing; null once they have stopped. */
  types(who: Person | null): void {
    const place = this.root.querySelector<HTMLElement>("[data-thread-typing]");
    const name = who?.name || this.root.dataset["who"] || "";
    if (place) place.textContent = who ? (this.root.dataset["typing"] ?? "").replace("[name]", name) : "";
  }

  /** Who else of the team has it open; that the customer is there is told too. */
  seenBy(people: Person[]): void {
    this.here = people;
    const place = this.root.querySelector<HTMLElement>("[data-thread-here]");
    if (!place) return;
    const team = [...new Set(people.filter((one) => one.side === "staff").map((one) => one.name))].filter(Boolean);
    const told = team.length ? [(this.root.dataset["here"] ?? "").replace("[names]", team.join(", "))] : [];
    if (people.some((one) => one.side === "customer")) told.push(this.root.dataset["there"] ?? "");
    place.textContent = told.join(" · ");
    place.classList.toggle("rp-talk-here", told.length > 0);
  }

  private async ask(): Promise<void> {
    const address = new URL(this.root.dataset["thread"] ?? "", window.location.href);
    address.searchParams.set("after", String(this.last));
    const answer = await fetch(address, { headers: HEADERS, credentials: "same-origin" });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    this.absorb(await answer.text(), false);
  }

  /** Add what is new, and draw anew what stands around it; says why something was refused, if it was. */
  private absorb(html: string, mine: boolean): string {
    const news = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>("[data-news]");
    if (!news) return "";
    const near = this.isNear() || mine;
    const fresh = this.add([...news.querySelectorAll<HTMLElement>("[data-news-said] > li")]);
    this.root.dataset["last"] = String(Math.max(this.last, Number(news.dataset["last"] ?? 0)));
    this.redraw("[data-thread-head]", news.querySelector("[data-news-head]"));
    this.redraw("[data-thread-read]", news.querySelector("[data-news-read]"));
    this.redraw("[data-thread-asking]", news.querySelector("[data-news-asking]"));
    this.seenBy(this.here);
    if (fresh.some((one) => one.matches(".is-customer"))) this.writer?.overtaken(!mine);
    const refused = news.querySelector("[data-news-refused]")?.textContent.trim() ?? "";
    if (!document.hidden) this.writer?.saw(this.last, refused ? (news.dataset["caseSeen"] ?? "") : "");
    if (fresh.length && near) this.toEnd();
    else if (fresh.length) this.showNew(true);
    return refused;
  }

  private add(items: HTMLElement[]): HTMLElement[] {
    const list = this.root.querySelector("[data-said]");
    const fresh: HTMLElement[] = [];
    let day: HTMLElement | undefined;
    for (const item of items) {
      if (!item.dataset["number"]) {
        day = item;
        continue;
      }
      if (list && !document.getElementById(item.id)) {
        const days = list.querySelectorAll(".rp-saidday");
        const known = days[days.length - 1]?.textContent.trim() === day?.textContent.trim();
        list.querySelector(".rp-none")?.remove();
        if (day && !known) list.append(document.adoptNode(day));
        list.append(document.adoptNode(item));
        fresh.push(item);
      }
      day = undefined;
    }
    return fresh;
  }

  /** A part somebody is busy with stays as it is until the next time. */
  private redraw(where: string, by: Element | null): void {
    const place = this.root.querySelector<HTMLElement>(where);
    const busy = place?.querySelector("details[open]") || place?.contains(document.activeElement);
    if (place && by && !busy) place.replaceChildren(...[...by.childNodes].map((node) => document.adoptNode(node)));
  }

  private get scroller(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>("[data-thread-scroll]");
  }

  private get last(): number {
    return Number(this.root.dataset["last"] ?? 0);
  }

  private isNear(): boolean {
    const box = this.scroller;
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  }

  private toEnd(): void {
    const box = this.scroller;
    if (box) box.scrollTop = box.scrollHeight;
    this.showNew(false);
  }

  private showNew(shown: boolean): void {
    const button = this.root.querySelector<HTMLElement>("[data-thread-new]");
    if (button) button.hidden = !shown;
  }
}
