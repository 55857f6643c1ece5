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
import { type Chosen, chosenFiles } from "./chat_files";
import { chatReturn } from "./chat_return";
import { fresh, grow, keep, kept } from "./chat_draft";
import { earlier } from "./chat_earlier";
import { localTimes, waiting } from "./chat_rows";
import { type News, Refused, type Wire, ask, askNews, token } from "./chat_wire";
import { type Line, follow } from "./live";

const AGAIN_AFTER = 5000; // milliseconds: a message that found no connection is sent again
const ABOVE = 12; // pixels left above an answer that is longer than the window
const NEAR = 80; // pixels from the end at which the reader follows what is new

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
  const part = <T extends HTMLElement>(name: string): T | null => place.querySelector<T>(`[data-chat-${name}]`);
  const base = place.dataset["chat"] ?? "";
  const list = part("list");
  const log = part("log");
  const form = part<HTMLFormElement>("form");
  const field = form?.querySelector("textarea") ?? null;
  let last = Number(place.dataset["last"] ?? 0);
  let line: Line | undefined;
  let pass = "";
  let shown = !place.closest("[hidden]");
  let unread = 0;
  let busy = false;
  let silence = 0;
  let shownOffer: string | undefined;

  const atEnd = (): boolean => !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const toEnd = (): void => {
    if (log) log.scrollTop = log.scrollHeight;
  };
  /** To the end, but no further than the beginning of a long automatic answer and the question above it. */
  const toNew = (): void => {
    toEnd();
    const row = [...(list?.querySelectorAll<HTMLElement>("[data-number]") ?? [])].at(-1);
    if (!log || !row?.classList.contains("is-automatic")) return;
    const above = row.getBoundingClientRect().top - log.getBoundingClientRect().top;
    if (above < 0) log.scrollTop += above - ABOVE;
  };
  const told = (name: string): string => part("words")?.dataset[name] ?? "";

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

  /** An address is missing: the line that asks for one opens. */
  const askContact = (): void => {
    const box = part<HTMLDetailsElement>("contact");
    if (!box) return;
    const follows = atEnd();
    box.hidden = false;
    box.open = true;
    if (follows) toEnd();
    box.querySelector<HTMLInputElement>("[name=email]")?.focus();
  };

  /** The conversation is there: what one may do with it comes forward, and nobody is asked twice who they are. */
  const begun = (): void => {
    const who = place.querySelector(".rp-chat-who");
    const given = who?.querySelector<HTMLInputElement>("[name=email]")?.value;
    who?.remove();
    for (const more of place.querySelectorAll<HTMLElement>("[data-chat-begun][hidden]"))
      if (!given || more !== part("contact")) more.hidden = false;
  };

  /** What may be pressed now, and whether the assistant still answers here. */
  const offer = (news: News): void => {
    const box = part("offer");
    if (box && shownOffer !== news.offer) {
      const within = box.contains(document.activeElement);
      box.innerHTML = shownOffer = news.offer;
      if (within) (log ?? field)?.focus({ preventScroll: true }); // what was pressed is gone
    }
    const notice = part("assistant");
    if (notice) notice.hidden = !news.assistant;
    const contact = part<HTMLDetailsElement>("contact");
    if (news.contact && contact) [contact.hidden, contact.open] = [false, true];
  };

  const absorb = (news: News, mine = false): void => {
    const follows = mine || atEnd();
    const more = add(news.html);
    last = Math.max(last, news.last);
    const mark = part("mark");
    if (mark && (news.html || news.mark)) mark.textContent = news.mark;
    const status = part("status");
    if (status && status.textContent !== news.status) status.textContent = news.status;
    part("dot")?.classList.toggle("is-open", news.open);
    const hours = part("hours");
    if (hours) hours.hidden = !news.hours;
    if (hours && hours.textContent !== news.hours) hours.textContent = news.hours;
    if (news.live && !pass) listen(news.live);
    if (news.begun) begun();
    offer(news);
    if (more) part("typing")?.setAttribute("hidden", "");
    if (follows) toNew();
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

  let read = 0;
  const markRead = async (): Promise<void> => {
    unread = 0;
    hooks.onUnread?.(0);
    if (last <= read || !place.querySelector("[data-number]:not(.is-me)")) return;
    read = last;
    const body = new FormData();
    body.set("to", String(last));
    token(form, body);
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
      onTyping: (who) => typing(who?.side === "staff" ? who.name : null),
      onRead: () => void refresh(),
      onOver: () => {
        line?.stop();
        pass = "";
        void refresh();
      },
      poll: () => refresh(),
    });
  };

  const typing = (name: string | null): void => {
    const row = part("typing");
    if (!row) return;
    window.clearTimeout(silence);
    row.hidden = name === null;
    if (name === null) return;
    const words = row.querySelector("[data-chat-who]");
    if (words) words.textContent = told("typing").replace("{name}", name.split(" ")[0] || told("typingNobody"));
    if (atEnd()) toEnd();
    silence = window.setTimeout(() => (row.hidden = true), 8000);
  };

  let chosen: Chosen | undefined;
  if (form && field) {
    const files = form.querySelector<HTMLInputElement>("input[type=file]");
    const chosenList = part("chosen");
    if (files && chosenList) chosen = chosenFiles(files, chosenList, told("remove"));
    const draft = `rp-chat:${base}`;
    if (!field.value) field.value = kept(draft);
    grow(field);
    field.addEventListener("input", () => {
      grow(field);
      keep(draft, field.value);
      line?.typing();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(pointer: fine)").matches) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (busy) return;
      const body = new FormData(form);
      body.delete("files");
      for (const file of chosen?.files() ?? []) body.append("files", file);
      if (!String(body.get("body")).trim() && !chosen?.files().length) {
        field.focus();
        return;
      }
      busy = true;
      const row = waiting(field.value, chosen?.files() ?? [], told);
      list?.append(row);
      toEnd();
      send(body, row, draft);
    });
  }

  const send = (body: FormData, row: HTMLElement, draft: string): void => {
    body.set("after", String(last));
    form?.setAttribute("aria-busy", "true");
    const settled = (): void => {
      busy = false;
      form?.removeAttribute("aria-busy");
      row.remove();
    };
    askNews(hooks, form?.dataset["chatSay"] ?? `${base}say/`, body).then(
      (news) => {
        settled();
        if (field) {
          field.value = "";
          grow(field);
          keep(draft, "");
          field.focus();
        }
        chosen?.clear();
        const id = form?.querySelector<HTMLInputElement>("[name=client_id]");
        if (id) id.value = fresh();
        say(news.problems);
        absorb(news, true);
      },
      (fault: unknown) => {
        if (fault instanceof Refused) {
          settled();
          say(fault.problems.length ? fault.problems : [told("failed")]);
          field?.focus();
          return;
        }
        row.classList.add("is-lost");
        const state = row.querySelector("small");
        if (state) state.textContent = told("waiting");
        window.setTimeout(() => send(body, row, draft), AGAIN_AFTER);
      },
    );
  };

  // heard here, since what may be pressed below an automatic answer comes and goes
  place.addEventListener("submit", (event) => {
    const deed = event.target instanceof HTMLFormElement ? event.target : null;
    if (!deed?.matches("[data-chat-deed]")) return;
    event.preventDefault();
    if (deed.getAttribute("aria-busy")) return;
    deed.setAttribute("aria-busy", "true");
    const body = new FormData(deed, event.submitter);
    body.set("after", String(last));
    askNews(hooks, deed.action, body).then(
      (news) => {
        deed.removeAttribute("aria-busy");
        say(news.problems);
        tell(news.told);
        place.querySelector("[data-chat-menu][open]")?.removeAttribute("open");
        if (deed.parentElement === part("contact")) {
          part("contact")?.remove();
          field?.focus();
        }
        absorb(news, true);
      },
      (fault: unknown) => {
        deed.removeAttribute("aria-busy");
        place.querySelector("[data-chat-menu][open]")?.removeAttribute("open");
        say(fault instanceof Refused && fault.problems.length ? fault.problems : [told("failed")]);
        if (fault instanceof Refused && fault.field === "email") askContact();
      },
    );
  });
  part<HTMLFormElement>("end")?.addEventListener("submit", (event) => {
    if (!hooks.onOver) return; // a page of its own: the browser goes there
    event.preventDefault();
    const end = event.currentTarget as HTMLFormElement;
    ask(hooks, end.action, new FormData(end)).then(
      () => {
        line?.stop();
        hooks.onOver?.();
      },
      () => say([told("failed")]),
    );
  });

  chatReturn(place, hooks, {
    say,
    failed: told("failed"),
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
  if (list) localTimes(list);
  earlier(place, hooks);
  const live = place.dataset["live"];
  if (live) listen(live);
  toEnd();
  seen();
  return {
    refresh,
    show: (now) => {
      shown = now;
      if (!now) return;
      toEnd();
      seen();
    },
    focus: () => field?.focus(),
    stop: () => line?.stop(),
  };
}
