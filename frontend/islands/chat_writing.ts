/** Writing in a chat: what is typed is kept, goes without leaving the page, and goes again where there was no connection. */
import { type Chosen, chosenFiles } from "./chat_files";
import { fresh, grow, keep, kept } from "./chat_draft";
import { waiting } from "./chat_rows";
import type { View } from "./chat_view";
import { type News, Refused, type Wire, askNews } from "./chat_wire";

const AGAIN_AFTER = 5000; // milliseconds: a message that found no connection is sent again

export interface Written {
  /** The last number the page has. */
  last(): number;
  typing(): void;
  sent(news: News): void;
}

export function writing(view: View, wire: Wire, base: string, room: Written): void {
  const { form, field } = view;
  if (!form || !field) return;
  const draft = `rp-chat:${base}`;
  const files = form.querySelector<HTMLInputElement>("input[type=file]");
  const list = view.part("chosen");
  let chosen: Chosen | undefined;
  let busy = false;
  if (files && list) chosen = chosenFiles(files, list, view.told("remove"));
  if (!field.value) field.value = kept(draft);
  grow(field);

  const clear = (): void => {
    field.value = "";
    grow(field);
    keep(draft, "");
    field.focus();
    chosen?.clear();
    const id = form.querySelector<HTMLInputElement>("[name=client_id]");
    if (id) id.value = fresh();
  };

  const lost = (body: FormData, row: HTMLElement): void => {
    row.classList.add("is-lost");
    const state = row.querySelector("small");
    if (state) state.textContent = view.told("waiting");
    window.setTimeout(() => send(body, row), AGAIN_AFTER);
  };

  const send = (body: FormData, row: HTMLElement): void => {
    body.set("after", String(room.last()));
    form.setAttribute("aria-busy", "true");
    const settled = (): void => {
      busy = false;
      form.removeAttribute("aria-busy");
      row.remove();
    };
    askNews(wire, form.dataset["chatSay"] ?? `${base}say/`, body).then(
      (news) => {
        settled();
        clear();
        view.say(news.problems);
        room.sent(news);
      },
      (fault: unknown) => {
        if (!(fault instanceof Refused)) return lost(body, row);
        settled();
        view.say(fault.problems.length ? fault.problems : [view.told("failed")]);
        field.focus();
      },
    );
  };

  field.addEventListener("input", () => {
    grow(field);
    keep(draft, field.value);
    room.typing();
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
    const row = waiting(field.value, chosen?.files() ?? [], view.told);
    view.list?.append(row);
    view.toEnd();
    send(body, row);
  });
}
