import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { helpTitles } from "./help_titles";

const PAGE = `<form data-suggest="/titles/"><input type="search" name="q">
  <div data-suggest-list data-suggest-one="1 article" data-suggest-many="articles" hidden></div>
  <p role="status" data-suggest-told></p></form>`;
const TITLES = '<ul><li><a href="/a">First layer</a></li><li><a href="/b">Warping</a></li></ul>';

const field = (): HTMLInputElement => document.querySelector("input")!;
const list = (): HTMLElement => document.querySelector("[data-suggest-list]")!;

async function type(words: string): Promise<void> {
  field().focus();
  field().value = words;
  field().dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(250);
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = PAGE;
  helpTitles(document);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("titles appear below the field, and their number is said", async () => {
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response(TITLES)));
  await type("first layer");
  expect(list().hidden).toBe(false);
  expect(document.querySelector("[role=status]")!.textContent).toBe("2 articles");
});

test("arrows lead into the titles and Escape closes them without losing the question", async () => {
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response(TITLES)));
  await type("first layer");
  field().dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  expect(document.activeElement?.getAttribute("href")).toBe("/a");
  document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(list().hidden).toBe(true);
  expect(document.activeElement).toBe(field());
  expect(field().value).toBe("first layer");
});

test("two letters ask nothing, and a network that is down shows nothing", async () => {
  const fetched = vi.fn().mockRejectedValue(new TypeError("offline"));
  vi.stubGlobal("fetch", fetched);
  await type("pl");
  expect(fetched).not.toHaveBeenCalled();
  await type("plastic");
  expect(list().hidden).toBe(true);
});
