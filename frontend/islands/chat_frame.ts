/**
 * The chat inside the widget's frame. The key to the conversation stays in the frame's own storage, which the site around
 * it cannot read; who the visitor is comes as a signed token from that site, and the house checks it on every path.
 *
 *     <main data-frame="/embed/shop/fr/enter/" data-chat="/embed/shop/fr/chat/" data-pass="…" data-origin="https://…">
 */
import { type Chat, chat } from "./chat";
import { type Store, store } from "./chat_store";
import { type Wire, Refused, ask } from "./chat_wire";

const PATIENCE = 400; // milliseconds in which the site around may say who its visitor is

interface Said {
  reprise?: string;
  token?: string;
  shown?: boolean;
}

export function chatFrame(root: Document, parent: Window = window.parent): void {
  const main = root.querySelector<HTMLElement>("main[data-frame]");
  if (main?.dataset["frame"]) new Frame(main, parent).start();
}

class Frame {
  private readonly origin: string;
  private readonly store: Store;
  private key = "";
  private token = "";
  private shown = false;
  private chat: Chat | undefined;
  private readonly wire: Wire;

  constructor(
    private readonly main: HTMLElement,
    private readonly parent: Window,
  ) {
    this.origin = main.dataset["origin"] ?? "";
    this.store = store(`reprise-chat-${main.dataset["shop"] ?? ""}`, this.origin);
    this.key = this.store.kept();
    this.wire = {
      headers: () => ({
        "X-Chat-Pass": main.dataset["pass"] ?? "",
        ...(this.key ? { "X-Chat-Key": this.key } : {}),
        ...(this.token ? { "X-Chat-Identity": this.token } : {}),
      }),
      onKey: (key) => this.keep(key),
    };
  }

  start(): void {
    let begun = false;
    const begin = (): void => {
      if (begun) return;
      begun = true;
      void this.enter();
    };
    window.addEventListener("message", (event: MessageEvent<Said>) => {
      if (event.origin !== this.origin || event.source !== this.parent) return;
      if (event.data.reprise === "hello") {
        const changed = begun && (event.data.token ?? "") !== this.token;
        this.token = event.data.token ?? "";
        if (changed) void this.enter();
        begin();
      }
      if (event.data.reprise === "show") {
        this.shown = event.data.shown === true;
        this.chat?.show(this.shown);
        if (this.shown) this.chat?.focus();
      }
    });
    this.tell({ reprise: "ready" });
    window.setTimeout(begin, PATIENCE);
    this.main.ownerDocument.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.tell({ reprise: "close" });
    });
  }

  /** Exchange what is known of the visitor for a key, and draw the chat. */
  private async enter(): Promise<void> {
    try {
      const given = (await (await ask(this.wire, this.main.dataset["frame"] ?? "", new FormData())).json()) as {
        key: string;
      };
      if (given.key) this.keep(given.key);
      await this.draw(this.main.dataset["chat"] ?? "");
    } catch (fault) {
      this.failed(fault instanceof Refused ? fault.problems : []);
    }
  }

  private async draw(address: string): Promise<void> {
    const html = await (await ask(this.wire, address)).text();
    const typed = this.main.querySelector<HTMLTextAreaElement>("textarea[name=body]")?.value ?? "";
    this.chat?.stop();
    this.main.querySelector(".rp-framed-wait, .rp-framed-no, [data-chat-place]")?.remove();
    const place = document.createElement("div");
    place.dataset["chatPlace"] = "";
    place.innerHTML = html;
    this.main.append(place);
    const body = place.querySelector<HTMLTextAreaElement>("textarea[name=body]");
    if (body && !body.value) body.value = typed; // drawn anew while somebody was writing: their words stay
    const panel = place.querySelector<HTMLElement>("[data-chat]");
    if (!panel) return;
    this.chat = chat(panel, {
      ...this.wire,
      onUnread: (count) => this.tell({ reprise: "unread", count }),
      onOver: () => {
        this.keep("");
        void this.enter();
      },
    });
    this.chat.show(this.shown);
    const close = panel.querySelector<HTMLElement>("[data-chat-close]");
    if (close) close.hidden = false;
    close?.addEventListener("click", () => this.tell({ reprise: "close" }));
    for (const link of panel.querySelectorAll<HTMLAnchorElement>("[data-chat-language]"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        void this.draw(link.href);
      });
  }

  private failed(problems: string[]): void {
    const box = document.createElement("div");
    box.className = "rp-framed-no";
    const words = document.createElement("p");
    words.setAttribute("role", "alert");
    words.textContent = problems.join(" ") || (this.main.dataset["lost"] ?? "");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-secondary";
    again.textContent = this.main.dataset["again"] ?? "";
    again.addEventListener("click", () => window.location.reload());
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn btn-quiet";
    close.textContent = this.main.dataset["close"] ?? "";
    close.addEventListener("click", () => this.tell({ reprise: "close" }));
    box.append(words, again, close);
    this.main.querySelector(".rp-framed-wait, .rp-framed-no, [data-chat-place]")?.remove();
    this.main.append(box);
  }

  private tell(said: Said & { count?: number }): void {
    this.parent.postMessage(said, this.origin);
  }

  private keep(key: string): void {
    this.key = key;
    this.store.keep(key);
  }
}
