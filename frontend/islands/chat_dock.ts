/**
 * Opens the chat at the side of the page it is called from; without it the button leads to the chat's own page.
 *
 *     <section class="rp-chatdock"><a class="rp-chat" href="/fr/s/shop/chat/" data-chat-open>Write to us</a></section>
 */
import { type Chat, chat } from "./chat";
import { ask } from "./chat_wire";

const OPEN = "rp-chat-open";
const WIDE = "(min-width: 48rem)";

export function chatDock(root: Document): void {
  for (const place of root.querySelectorAll<HTMLElement>("main [data-chat]")) chat(place);
  const button = root.querySelector<HTMLAnchorElement>("[data-chat-open]");
  if (button) new Dock(root, button);
}

class Dock {
  private float: HTMLElement | undefined;
  private chat: Chat | undefined;

  constructor(
    private readonly root: Document,
    private readonly button: HTMLAnchorElement,
  ) {
    if (button.hash) {
      button.addEventListener("click", () => {
        const field = root.querySelector<HTMLElement>(`${button.hash} textarea`);
        window.setTimeout(() => field?.focus({ preventScroll: true }), 0);
      });
      return; // the chat stands in the page itself
    }
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      void this.open(true);
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen && this.float?.contains(root.activeElement)) this.close();
    });
    if (remembered() && matchMedia(WIDE).matches) void this.open(false);
    else if ("chatKnown" in button.dataset) window.setTimeout(() => void this.prepare(button.href), 1500);
  }

  private get isOpen(): boolean {
    return this.float?.hidden === false;
  }

  private async open(focus: boolean): Promise<void> {
    this.button.setAttribute("aria-busy", "true");
    const ready = this.float ?? (await this.prepare(this.button.href));
    this.button.removeAttribute("aria-busy");
    if (!ready) {
      if (focus) window.location.assign(this.button.href);
      return;
    }
    ready.hidden = false;
    this.button.hidden = true;
    this.button.setAttribute("aria-expanded", "true");
    this.besides(true);
    remember(true);
    this.chat?.show(true);
    if (focus) this.chat?.focus();
  }

  private close(): void {
    if (!this.float) return;
    this.float.hidden = true;
    this.button.hidden = false;
    this.button.setAttribute("aria-expanded", "false");
    this.besides(false);
    remember(false);
    this.chat?.show(false);
    this.button.focus();
  }

  /** On a telephone the chat takes the whole window: the page behind is out of reach until it is closed. */
  private besides(open: boolean): void {
    const covered = open && !matchMedia(WIDE).matches;
    for (const part of this.root.querySelectorAll("body > header, body > main, body > footer, body > aside"))
      part.toggleAttribute("inert", covered);
    this.root.body.classList.toggle("is-covered", covered);
  }

  private async prepare(address: string): Promise<HTMLElement | undefined> {
    const html = await this.panel(address);
    if (!html) return undefined;
    const float = this.float ?? this.root.createElement("div");
    float.className = "rp-chatfloat";
    float.setAttribute("role", "dialog");
    float.setAttribute("aria-labelledby", "chat-title");
    if (!this.float) {
      float.hidden = true;
      this.button.parentElement?.append(float);
    }
    float.innerHTML = html;
    this.float = float;
    this.begin(float);
    return float;
  }

  private begin(float: HTMLElement): void {
    const place = float.querySelector<HTMLElement>("[data-chat]");
    if (!place) return;
    this.chat?.stop();
    this.chat = chat(place, {
      onUnread: (count) => this.count(count),
      onOver: () => void this.prepare(this.button.href).then(() => this.chat?.show(this.isOpen)),
    });
    this.count(this.isOpen ? 0 : Number(place.dataset["unread"] ?? 0));
    const close = place.querySelector<HTMLElement>("[data-chat-close]");
    if (close) close.hidden = false;
    close?.addEventListener("click", () => this.close());
    for (const link of place.querySelectorAll<HTMLAnchorElement>("[data-chat-language]"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        void this.prepare(link.href).then(() => this.chat?.focus());
      });
  }

  private async panel(address: string): Promise<string | undefined> {
    try {
      return await (await ask({}, `${address}?panel`)).text();
    } catch {
      return undefined;
    }
  }

  private count(unread: number): void {
    const badge = this.button.querySelector<HTMLElement>("[data-chat-count]");
    if (!badge) return;
    badge.hidden = !unread;
    badge.textContent = unread ? String(unread) : "";
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(OPEN) === "yes";
  } catch {
    return false;
  }
}

function remember(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPEN, "yes");
    else sessionStorage.removeItem(OPEN);
  } catch {
    // a browser that keeps nothing opens the chat anew on each page
  }
}
