import { beforeEach, expect, test } from "vitest";
import { searchKey } from "./search";

beforeEach(() => {
  document.body.innerHTML = '<input type="search" data-search-key><textarea></textarea>';
  searchKey(document);
});

function press(key: string, on: Element): void {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test("the slash jumps to the search field", () => {
  press("/", document.body);
  expect(document.activeElement?.matches("[data-search-key]")).toBe(true);
});

test("a slash typed in a text stays there", () => {
  const text = document.querySelector("textarea");
  text?.focus();
  if (text) press("/", text);
  expect(document.activeElement).toBe(text);
});
