import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inbox } from "./inbox";

const row = (name: string): string =>
  `<li data-row="${name}" id="${name}"><input type="checkbox" data-choose><a data-open href="#${name}">x</a></li>`;
const list = (names: string[]): string => `
  <section id="inbox-list" data-inbox-list="/list/"><form data-inbox-chosen>
    <div data-bulkbar><span data-chosen-count data-one="1 chosen" data-many="[n] chosen"></span>
      <button type="button" value="close"></button></div>
    <ol data-inbox-rows>${names.map(row).join("")}</ol></form></section>`;
const said = (number: number, side = "customer"): string =>
  `<li class="rp-said is-${side}" id="m-${number}" data-number="${number}">words ${number}</li>`;
const thread = `
  <section data-thread="/news/" data-last="1" data-key="k" data-who="Alice" data-typing="[name] writes">
    <div data-thread-head>head</div>
    <div data-thread-scroll><ol data-said><li class="rp-saidday">Today</li>${said(1)}</ol>
      <span data-thread-read></span><span data-thread-typing></span></div>
    <form data-write action="/say/" data-newer="newer" data-lost="lost"><p data-write-problem hidden></p>
      <input name="seen" value="1"><input name="client_id" value="a">
      <input type="radio" name="as_what" value="reply" data-as="reply" checked>
      <input type="radio" name="as_what" value="note" data-as="note">
      <textarea name="body" data-compose data-reply="to Alice" data-note="for us"></textarea></form></section>`;
const news = (items: string, last: number, more = ""): string =>
  `<div data-news data-last="${last}">${more}<ol data-news-said><li class="rp-saidday">Today</li>${items}</ol>
   <div data-news-head>new head</div></div>`;

let started = false;
let answers: Record<string, () => Response>;

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  await new Promise((done) => setTimeout(done, 0));
}

beforeEach(() => {
  localStorage.clear();
  answers = {};
  vi.stubGlobal(
    "fetch",
    vi.fn((address: string | URL) => {
      const path = new URL(String(address), "http://localhost").pathname;
      const answer = answers[path];
      return answer ? Promise.resolve(answer()) : Promise.reject(new Error("away"));
    }),
  );
  HTMLElement.prototype.scrollIntoView = () => undefined;
});

afterEach(() => vi.unstubAllGlobals());

describe("the list", () => {
  beforeEach(() => {
    document.body.innerHTML = list(["one", "two", "three"]);
    document.querySelector("#one")?.classList.add("is-current");
    if (!started) inbox(document); // one document has one list: it asks for its rows each time
    started = true;
  });

  const current = (): string => document.querySelector(".is-current")?.id ?? "";

  it("is worked through with J and K, and stops at its ends", () => {
    for (const key of ["j", "j", "j"]) press(key);
    expect(current()).toBe("three");
    press("k");
    expect(current()).toBe("two");
  });

  it("chooses with X and counts", () => {
    press("x");
    press("j");
    press("x");
    expect(document.querySelector("[data-chosen-count]")?.textContent).toBe("2 chosen");
    expect(document.querySelector("#two")?.classList.contains("is-chosen")).toBe(true);
  });

  it("does a deed of a key on all that are chosen", () => {
    const clicked = vi.fn();
    document.querySelector("button[value=close]")?.addEventListener("click", clicked);
    press("c");
    expect(clicked).not.toHaveBeenCalled();
    press("x");
    press("c");
    expect(clicked).toHaveBeenCalledOnce();
  });
});

describe("the open conversation", () => {
  const box = (): HTMLTextAreaElement => document.querySelector("textarea") as HTMLTextAreaElement;
  const problem = (): string => document.querySelector("[data-write-problem]")?.textContent ?? "";

  const write = async (text: string): Promise<void> => {
    box().value = text;
    document.querySelector("form")?.requestSubmit();
    await settled();
  };

  beforeEach(() => {
    document.body.innerHTML = thread;
    inbox(document);
  });

  it("adds what was sent once, and empties the box", async () => {
    answers["/say/"] = () => new Response(news(said(2, "staff"), 2));
    await write("Bonjour");
    await write("Bonjour");
    expect(document.querySelectorAll("#m-2")).toHaveLength(1);
    expect(document.querySelectorAll(".rp-saidday")).toHaveLength(1);
    expect(box().value).toBe("");
  });

  it("keeps what was typed when it was refused, shows the news and says why", async () => {
    answers["/say/"] = () =>
      new Response(news(said(2), 2, "<p data-news-refused>Read it first.</p>"), { status: 409 });
    await write("Il part demain");
    expect(document.querySelector("#m-2")).not.toBeNull();
    expect(box().value).toBe("Il part demain");
    expect(problem()).toBe("Read it first.");
    expect(document.querySelector<HTMLInputElement>("input[name=seen]")?.value).toBe("2");
  });

  it("keeps what was typed while there is no network, on this device too", async () => {
    await write("Il part demain");
    expect(box().value).toBe("Il part demain");
    expect(problem()).toBe("lost");
    document.body.innerHTML = thread;
    inbox(document);
    expect(box().value).toBe("Il part demain");
  });

  it("says what the box is for", () => {
    const [reply, note] = document.querySelectorAll<HTMLInputElement>("[data-as]");
    if (reply) reply.checked = false;
    if (note) note.checked = true;
    note?.dispatchEvent(new Event("change", { bubbles: true }));
    expect(box().placeholder).toBe("for us");
  });
});
