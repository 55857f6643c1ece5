import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { chatReturn } from "./chat_return";

const BASE = "/fr/s/lamelle/chat/";
const sheet = (inner: string): string =>
  `<section data-return-sheet><a href="${BASE}" data-return-close>x</a><div class="rp-chatreturn-body">${inner}</div></section>`;
const FORM = `<h1>Which?</h1><form method="post" action="${BASE}return/"><label for="email">E</label><input id="email" name="email" value="a"><button type="submit">Go on</button></form>`;

let asked: { address: string; init: RequestInit }[];
let answers: string[];

beforeEach(() => {
  document.body.innerHTML =
    `<input id="email"><section data-chat="${BASE}"><div data-chat-log></div><div data-chat-sheet hidden></div>` +
    `<a href="${BASE}return/" data-chat-return>Open</a></section>`;
  asked = [];
  answers = [sheet(FORM)];
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    asked.push({ address, init });
    const html = answers.shift();
    return html === undefined ? Promise.reject(new Error("no line")) : Promise.resolve(new Response(html, { headers: { "Content-Type": "text/html" } }));
  });
});
afterEach(() => vi.unstubAllGlobals());

function begun(): { place: HTMLElement; said: string[][]; opened: () => number } {
  const place = document.querySelector<HTMLElement>("[data-chat]")!;
  const said: string[][] = [];
  let cases = 0;
  const told = { say: (problems: string[]) => void said.push(problems), failed: "Not sent.", opened: () => void (cases += 1) };
  chatReturn(place, { headers: () => ({ "X-Chat-Key": "k" }) }, told);
  place.querySelector<HTMLElement>("[data-chat-return]")!.click();
  return { place, said, opened: () => cases };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test("the first question stands in the panel, is asked with the key of the frame and has the focus", async () => {
  const { place } = begun();
  await settled();
  expect(place.classList.contains("is-returning")).toBe(true);
  expect((asked[0]?.init.headers as Record<string, string>)["X-Chat-Key"]).toBe("k");
  expect(document.activeElement?.tagName).toBe("H1");
});

test("a name the page around uses already leads to the field of the sheet all the same", async () => {
  const { place } = begun();
  await settled();
  const field = place.querySelector("input")!;
  expect(field.id).not.toBe("email");
  expect(place.querySelector("label")?.htmlFor).toBe(field.id);
});

test("without a connection what was typed stays, and it is said", async () => {
  const { place, said } = begun();
  await settled();
  place.querySelector<HTMLElement>("form button")!.click();
  await settled();
  expect(said.at(-1)).toEqual(["Not sent."]);
  expect(place.querySelector("input")?.value).toBe("a");
});

test("the end tells the conversation, and leads back to it", async () => {
  answers = [sheet(`<div data-return-done><h1>Sent</h1></div>`)];
  const { place, opened } = begun();
  await settled();
  expect(opened()).toBe(1);
  place.querySelector<HTMLElement>("[data-return-close]")!.click();
  expect(place.classList.contains("is-returning")).toBe(false);
  expect(document.activeElement).toBe(place.querySelector("[data-chat-return]"));
});
