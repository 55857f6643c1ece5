/**
 * Keeps a chat in step with its house: what is new appears by itself, what is written goes without leaving the page, and
 * nothing typed is lost on the way. Without it every form of the chat sends itself and the page comes back.
 *
 *     <section data-chat="/fr/s/shop/chat/" data-last="4" data-live="…">
 *       <div data-chat-log><ol data-chat-list>…</ol><p data-chat-mark></p><p data-chat-typing hidden><b></b></p></div>
 *       <div data-chat-problems role="alert"></div>
 *       <form data-chat-form><textarea name="body"></textarea><input type="file" name="files"></form>
 *     </section>
 */
import { deeds } from "./chat_deeds";
import { earlier } from "./chat_earlier";
import { chatReturn } from "./chat_return";
import { localTimes } from "./chat_rows";
import { standing } from "./chat_standing";
import { view } from "./chat_view";
import { type News, Refused, type Wire, ask, askNews, token } from "./chat_wire";
import { writing } from "./chat_writing";
import { type Line, follow } from "./live";

export interface Chat {
  /** Look for what is new. */
  refresh(): Promise<void>;
  /** The panel is before the reader's eyes, or is not. */
  show(shown: boolean): void;
  focus(): void;
  stop(): void;
}

export interface Hooks extends Wire {
  onUnread?: (count: number) => void;
  /** The conversation was forgotten on this device, or the chat has to be drawn anew. */
  onOver?: () => void;
}

export function chat(place: HTMLElement, hooks: Hooks = {}): Chat {
  const base = place.dataset["chat"] ?? "";
  const page = view(place);
  const { part } = page;
  const house = standing(page);
  let last = Number(place.dataset["last"] ?? 0);
  let line: Line | undefined;
  let pass = "";
  let shown = !place.closest("[hidden]");
  let unread = 0;
  let read = 0;

  const absorb = (news: News, mine = false): void => {
    const follows = mine || page.atEnd();
    const more = page.add(news.html);
    last = Math.max(last, news.last);
    if (news.live && !pass) listen(news.live);
    house.show(news);
    if (more) part("typing")?.setAttribute("hidden", "");
    if (follows) page.toNew();
    if (shown && document.visibilityState === "visible") void markRead();
    else if (more) {
      unread += more;
      hooks.onUnread?.(unread);
    }
  };

  const refresh = async (always = false): Promise<void> => {
    if (!last && !pass && !always) return; // nothing was said yet: nobody answers
    try {
      absorb(await askNews(hooks, `${base}news/?after=${last}`));
    } catch (fault) {
      if (fault instanceof Refused && (fault.status === 403 || fault.status === 404)) {
        line?.stop();
        hooks.onOver?.();
      }
    }
  };

  const markRead = async (): Promise<void> => {
    unread = 0;
    hooks.onUnread?.(0);
    if (last <= read || !place.querySelector("[data-number]:not(.is-me)")) return;
    read = last;
    const body = new FormData();
    body.set("to", String(last));
    token(page.form, body);
    try {
      await ask(hooks, `${base}read/`, body);
      line?.read(last);
    } catch {
      read = 0;
    }
  };

  const listen = (given: string): void => {
    pass = given;
    line = follow([given], {
      onNotice: () => void refresh(),
      onTyping: (who) => house.typing(who?.side === "staff" ? who.name : null),
      onRead: () => void refresh(),
      onOver: () => {
        line?.stop();
        pass = "";
        void refresh();
      },
      poll: () => refresh(),
    });
  };

  const { onOver } = hooks;
  const over = onOver && ((): void => (line?.stop(), onOver()));
  writing(page, hooks, base, { last: () => last, typing: () => line?.typing(), sent: (news) => absorb(news, true) });
  deeds(page, hooks, { last: () => last, done: (news) => absorb(news, true), over });
  chatReturn(place, hooks, {
    say: page.say,
    failed: page.told("failed"),
    opened: () => {
      part("contact")?.remove(); // the house knows now where to write to
      place.querySelector(".rp-chat-who")?.remove();
      void refresh(true);
    },
  });
  const seen = (): void => {
    if (shown && document.visibilityState === "visible" && last) void markRead();
  };
  document.addEventListener("visibilitychange", seen);
  addEventListener("online", () => void refresh());
  place.classList.add("is-live");
  if (page.list) localTimes(page.list);
  earlier(place, hooks);
  const live = place.dataset["live"];
  if (live) listen(live);
  page.toEnd();
  seen();
  return {
    refresh,
    show: (now) => {
      shown = now;
      if (!now) return;
      page.toEnd();
      seen();
    },
    focus: () => page.field?.focus(),
    stop: () => line?.stop(),
  };
}
