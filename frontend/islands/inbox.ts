/**
 * The list of conversations and the open one, kept up to date by notices, worked through with the keyboard: J and K go
 * down and up, Enter opens, X chooses, E gives to somebody, S puts off, C closes, R writes to the customer, N a note.
 * Without it every row is a link, and every deed a form.
 *
 *     <section data-inbox-list="/…/conversations/?view=mine" data-live="pass">
 *       <form data-inbox-chosen><div data-bulkbar>…</div><ol data-inbox-rows><li data-row="key">…</li></ol></form>
 *     </section>
 */
import { follow } from "./live";
import { isOff, openHelp, showHints } from "./queue";
import { isTyping } from "./search";
import { HEADERS, Thread } from "./thread";

const CALM = 700; // several notices in one go are one look at the list, and of many pages one look at the tables

export function inbox(root: Document): void {
  const list = root.querySelector<HTMLElement>("[data-inbox-list]") ? new List(root) : undefined;
  const open = root.querySelector<HTMLElement>("[data-thread]");
  const thread = open ? new Thread(open) : undefined;
  if (!list && !thread) return;
  const passes = [thread?.pass, list?.pass].filter((pass): pass is string => Boolean(pass));
  const isThread = (topic: number): boolean => thread !== undefined && topic === 0;
  const line = follow(passes, {
    poll: () => Promise.all([thread?.look(), list?.look()]),
    onNotice: (notice) => void (isThread(notice.topic) ? thread?.look() : list?.soon())?.catch(() => undefined),
    onTyping: (who, topic) => isThread(topic) && thread?.types(who),
    onRead: (read) => isThread(read.topic) && void thread?.look().catch(() => undefined),
    onHere: (people, topic) => isThread(topic) && thread?.seenBy(people),
    onOver: () => window.location.reload(),
  });
  thread?.typing(line, 0);
  if (!list) return;
  showHints(root);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOff()) return;
    if (root.querySelector("dialog[open]")) return;
    if (press(root, event, list, thread)) event.preventDefault();
  });
}

function press(root: Document, event: KeyboardEvent, list: List, thread: Thread | undefined): boolean {
  const key = event.key.toLowerCase();
  if (key === "?") return openHelp(root);
  if (key === "j" || key === "k") return list.move(key === "j" ? 1 : -1);
  if (key === "x") return list.choose();
  if (key === "enter" && event.target === root.body) return list.open();
  if (key in DEEDS) return list.deed(DEEDS[key] ?? "") || work(root, key) || (key === "e" && list.give());
  if (thread && (key === "r" || key === "n")) {
    thread.write(key === "r" ? "reply" : "note");
    return true;
  }
  return false;
}

const DEEDS: Record<string, string> = { e: "assign", s: "snooze", c: "close" };

/** The deed of the open conversation that a key stands for: opens its menu, or does it. */
function work(root: Document, key: string): boolean {
  const place = root.querySelector<HTMLElement>(`[data-thread] [data-key="${key}"]`);
  place?.click();
  place?.closest("details")?.querySelector<HTMLElement>("button, a")?.focus();
  return place !== null;
}

class List {
  private timer: number | undefined;

  constructor(private readonly root: Document) {
    root.addEventListener("change", (event) => {
      const target = event.target as Element;
      if (target.closest("[data-inbox-chosen]")) this.count();
    });
    root.defaultView?.addEventListener("pageshow", () => this.count());
    this.count();
    this.rows().find((row) => row.matches(".is-open"))?.scrollIntoView({ block: "nearest" });
  }

  get pass(): string {
    return this.place?.dataset["live"] ?? "";
  }

  /** Look again in a moment. */
  soon(): Promise<void> {
    window.clearTimeout(this.timer);
    return new Promise((resolve, reject) => {
      this.timer = window.setTimeout(() => void this.look({ "X-Told": "1" }).then(resolve, reject), CALM);
    });
  }

  /** Draw the list anew; who is chosen, the current row and the place in it stay. */
  async look(told: Record<string, string> = {}): Promise<void> {
    const place = this.place;
    if (!place) return;
    const headers = { ...HEADERS, ...told };
    const answer = await fetch(place.dataset["inboxList"] ?? "", { headers, credentials: "same-origin" });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector<HTMLElement>("[data-inbox-list]");
    if (!fresh || !this.place) return;
    this.swap(this.place, fresh);
    const tabs = page.querySelector("[data-inbox-tabs]");
    const shown = this.root.querySelector("[data-inbox-tabs]");
    if (tabs) this.tellSide(tabs);
    if (tabs && shown && !shown.contains(this.root.activeElement)) shown.replaceWith(this.root.adoptNode(tabs));
  }

  /** How many wait, beside the way to the conversations too: the first tab says it. */
  private tellSide(tabs: Element): void {
    const link = this.root.querySelector<HTMLElement>('.rp-nav-link[aria-current="page"]');
    const waiting = tabs.querySelector("li:first-child b")?.textContent?.trim() ?? "";
    const shown = link?.querySelector<HTMLElement>(".rp-nav-count");
    if (shown && waiting) shown.textContent = waiting;
    else if (shown) shown.remove();
    else if (link && waiting) {
      const count = this.root.createElement("span");
      count.className = "rp-nav-count is-alert";
      count.textContent = waiting;
      link.append(count);
    }
  }

  move(by: number): boolean {
    const rows = this.rows();
    const here = rows.findIndex((row) => row.matches(".is-current"));
    const next = rows[here + by];
    if (next) this.stand(next);
    return true;
  }

  open(): boolean {
    const link = this.current?.querySelector<HTMLElement>("[data-open]");
    link?.click();
    return Boolean(link);
  }

  choose(): boolean {
    const box = this.current?.querySelector<HTMLInputElement>("[data-choose]");
    box?.click();
    return Boolean(box);
  }

  /** With some chosen, a deed is for all of them. */
  deed(name: string): boolean {
    if (!this.root.querySelector("[data-inbox-chosen] [data-choose]:checked")) return false;
    const button = this.root.querySelector<HTMLElement>(`[data-inbox-chosen] button[value="${name}"]`);
    button?.click();
    return button !== null;
  }

  give(): boolean {
    const address = this.current?.dataset["give"];
    if (address) this.root.defaultView?.location.assign(address);
    return Boolean(address);
  }

  private get place(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>("[data-inbox-list]");
  }

  private get current(): HTMLElement | undefined {
    return this.rows().find((row) => row.matches(".is-current"));
  }

  private rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("[data-inbox-rows] [data-row]")];
  }

  private stand(row: HTMLElement): void {
    this.current?.classList.remove("is-current");
    row.classList.add("is-current");
    row.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  private swap(old: HTMLElement, fresh: HTMLElement): void {
    const chosen = new Set(this.rows().filter((row) => row.querySelector(":checked")).map((row) => row.dataset["row"]));
    const current = this.current?.dataset["row"];
    const focused = old.contains(this.root.activeElement);
    const top = old.scrollTop;
    old.replaceWith(this.root.adoptNode(fresh));
    fresh.scrollTop = top;
    for (const row of this.rows()) {
      const box = row.querySelector<HTMLInputElement>("[data-choose]");
      if (box) box.checked = chosen.has(row.dataset["row"]);
      row.classList.toggle("is-current", row.dataset["row"] === current);
    }
    if (focused) this.current?.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
    this.count();
  }

  private count(): void {
    const form = this.root.querySelector<HTMLElement>("[data-inbox-chosen]");
    const chosen = form?.querySelectorAll("[data-choose]:checked").length ?? 0;
    for (const row of this.rows()) row.classList.toggle("is-chosen", Boolean(row.querySelector("[data-choose]:checked")));
    form?.querySelector("[data-bulkbar]")?.classList.toggle("is-idle", chosen === 0);
    const place = form?.querySelector<HTMLElement>("[data-chosen-count]");
    const told = chosen === 1 ? place?.dataset["one"] : place?.dataset["many"];
    if (place && chosen) place.textContent = (told ?? "").replace("[n]", String(chosen));
  }
}
