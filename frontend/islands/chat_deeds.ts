/** What may be pressed in a chat besides writing: a copy, a person, an answer of one click, and the end of it all. */
import type { View } from "./chat_view";
import { type News, Refused, type Wire, ask, askNews } from "./chat_wire";

export interface Done {
  /** The last number the page has. */
  last(): number;
  done(news: News): void;
  /** The conversation is forgotten here; none on a page of its own, where the browser goes there. */
  over?: (() => void) | undefined;
}

export function deeds(view: View, wire: Wire, room: Done): void {
  const { place, part } = view;
  const closeMenu = (): void => place.querySelector("[data-chat-menu][open]")?.removeAttribute("open");

  /** An address is missing: the line that asks for one opens. */
  const askContact = (): void => {
    const box = part<HTMLDetailsElement>("contact");
    if (!box) return;
    const follows = view.atEnd();
    box.hidden = false;
    box.open = true;
    if (follows) view.toEnd();
    box.querySelector<HTMLInputElement>("[name=email]")?.focus();
  };

  // heard here, since what may be pressed below an automatic answer comes and goes
  place.addEventListener("submit", (event) => {
    const deed = event.target instanceof HTMLFormElement ? event.target : null;
    if (!deed?.matches("[data-chat-deed]")) return;
    event.preventDefault();
    if (deed.getAttribute("aria-busy")) return;
    deed.setAttribute("aria-busy", "true");
    const body = new FormData(deed, event.submitter);
    body.set("after", String(room.last()));
    askNews(wire, deed.action, body).then(
      (news) => {
        deed.removeAttribute("aria-busy");
        view.say(news.problems);
        view.tell(news.told);
        closeMenu();
        if (deed.parentElement === part("contact")) {
          part("contact")?.remove();
          view.field?.focus();
        }
        room.done(news);
      },
      (fault: unknown) => {
        deed.removeAttribute("aria-busy");
        closeMenu();
        view.say(fault instanceof Refused && fault.problems.length ? fault.problems : [view.told("failed")]);
        if (fault instanceof Refused && fault.field === "email") askContact();
      },
    );
  });

  part<HTMLFormElement>("end")?.addEventListener("submit", (event) => {
    const { over } = room;
    if (!over) return;
    event.preventDefault();
    const end = event.currentTarget as HTMLFormElement;
    ask(wire, end.action, new FormData(end)).then(over, () => view.say([view.told("failed")]));
  });
}
