/** How a chat stands: who is there, what may be pressed now, and who is writing. */
import type { View } from "./chat_view";
import type { News } from "./chat_wire";

export interface Standing {
  /** Show what the house says of itself with any answer. */
  show(news: News): void;
  /** Somebody of the shop is writing; null: nobody is. */
  typing(name: string | null): void;
}

export function standing(view: View): Standing {
  const { place, part } = view;
  let silence = 0;
  let shownOffer: string | undefined;

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
      if (within) (view.log ?? view.field)?.focus({ preventScroll: true }); // what was pressed is gone
    }
    const notice = part("assistant");
    if (notice) notice.hidden = !news.assistant;
    const contact = part<HTMLDetailsElement>("contact");
    if (news.contact && contact) [contact.hidden, contact.open] = [false, true];
  };

  const show = (news: News): void => {
    const mark = part("mark");
    if (mark && (news.html || news.mark)) mark.textContent = news.mark;
    const status = part("status");
    if (status && status.textContent !== news.status) status.textContent = news.status;
    part("dot")?.classList.toggle("is-open", news.open);
    const hours = part("hours");
    if (hours) hours.hidden = !news.hours;
    if (hours && hours.textContent !== news.hours) hours.textContent = news.hours;
    if (news.begun) begun();
    offer(news);
  };

  const typing = (name: string | null): void => {
    const row = part("typing");
    if (!row) return;
    window.clearTimeout(silence);
    row.hidden = name === null;
    if (name === null) return;
    const words = row.querySelector("[data-chat-who]");
    const first = name.split(" ")[0] || view.told("typingNobody");
    if (words) words.textContent = view.told("typing").replace("{name}", first);
    if (view.atEnd()) view.toEnd();
    silence = window.setTimeout(() => (row.hidden = true), 8000);
  };

  return { show, typing };
}
