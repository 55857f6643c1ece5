import { beforeEach, expect, it, vi } from "vitest";
import { earlier } from "./chat_earlier";

const row = (number: number): string => `<li data-number="${number}">words ${number}</li>`;
const panel = (link: string, rows: string): string => `
  <section data-chat><div data-chat-log>${link}<ol data-chat-list>${rows}</ol></div></section>`;
const way = (before: number): string => `<p data-chat-earlier><a href="/chat/?before=${before}#chat-end">earlier</a></p>`;
const day = '<li data-day="2026-11-26">Today</li>';

async function press(): Promise<void> {
  document.querySelector<HTMLElement>("[data-chat-earlier] a")?.click();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((done) => setTimeout(done, 0));
}

function shown(): string[] {
  return [...document.querySelectorAll<HTMLElement>("[data-chat-list] > *")].map((one) => one.textContent ?? "");
}

let answer: () => Response;
let asked: string[];

beforeEach(() => {
  asked = [];
  document.body.innerHTML = panel(way(3), day + row(3) + row(4));
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(answer());
  });
  earlier(document.querySelector("[data-chat]") as HTMLElement, {});
});

it("puts earlier messages above, under one heading of their day, until there are none", async () => {
  answer = () => new Response(panel(way(2), day + row(2)));
  await press();
  expect(asked).toEqual(["http://localhost:3000/chat/?before=3&panel="]);
  expect(shown()).toEqual(["Today", "words 2", "words 3", "words 4"]);
  answer = () => new Response(panel("", day + row(1)));
  await press();
  expect(shown()).toEqual(["Today", "words 1", "words 2", "words 3", "words 4"]);
  expect(document.querySelector("[data-chat-earlier]")).toBeNull();
});

it("leaves the way there when nothing came of it", async () => {
  answer = () => new Response("", { status: 503 });
  await press();
  expect(shown()).toEqual(["Today", "words 3", "words 4"]);
  expect(document.querySelector("[data-chat-earlier] a")?.getAttribute("aria-busy")).toBeNull();
});
