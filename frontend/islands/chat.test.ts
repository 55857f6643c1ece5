import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { chat } from "./chat";

const NEWS = {
  html: "", last: 2, mark: "", status: "", hours: "", open: true, live: "", problems: [], unread: 0, begun: true,
  told: "", offer: "", assistant: true, contact: false,
};
const OFFER =
  '<form data-chat-deed action="/chat/first/"><input type="hidden" name="turn" value="2">' +
  '<button type="submit" name="say" value="yes">Yes</button><button type="submit" name="say" value="no">No</button></form>';

const sent: { address: string; body: FormData }[] = [];
let answers: object[] = [];

beforeEach(() => {
  sent.length = 0;
  document.body.innerHTML = `
    <section data-chat="/chat/" data-last="1">
      <p data-chat-assistant></p>
      <div data-chat-log><ol data-chat-list></ol><div data-chat-offer></div><p data-chat-mark></p></div>
      <details data-chat-contact hidden><summary>Mail</summary></details>
      <div data-chat-problems></div><p data-chat-told></p>
      <form data-chat-form><input name="client_id" value="a"><textarea name="body"></textarea></form>
    </section>`;
  vi.stubGlobal("fetch", (address: string, how: { body?: FormData }) => {
    sent.push({ address, body: how.body ?? new FormData() });
    return Promise.resolve(new Response(JSON.stringify({ ...NEWS, ...answers.shift() }), { status: 200 }));
  });
});

afterEach(() => vi.unstubAllGlobals());

const place = (): HTMLElement => document.querySelector<HTMLElement>("[data-chat]")!;
const offer = (): HTMLElement => document.querySelector<HTMLElement>("[data-chat-offer]")!;

test("what may be pressed below an automatic answer comes with it, sends what was pressed, and goes", async () => {
  answers = [{ offer: OFFER }, { offer: "" }];
  const made = chat(place());
  await made.refresh();
  expect(offer().querySelectorAll("button")).toHaveLength(2);
  offer().querySelector<HTMLButtonElement>("[value=yes]")!.click();
  await vi.waitFor(() => expect(offer().innerHTML).toBe(""));
  const pressed = sent.find((one) => one.address.endsWith("/chat/first/"))!;
  expect([pressed.body.get("turn"), pressed.body.get("say")]).toEqual(["2", "yes"]);
  made.stop();
});

test("once a person has it the notice goes, and an address is asked for where nobody knows one", async () => {
  answers = [{ assistant: false, contact: true }];
  const made = chat(place());
  await made.refresh();
  expect(document.querySelector<HTMLElement>("[data-chat-assistant]")!.hidden).toBe(true);
  const contact = document.querySelector<HTMLDetailsElement>("[data-chat-contact]")!;
  expect([contact.hidden, contact.open]).toEqual([false, true]);
  made.stop();
});
