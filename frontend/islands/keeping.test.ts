import { beforeEach, expect, test, vi } from "vitest";
import { keepWords } from "./keeping";
import { keep, kept, markSent } from "./kept_words";

const PAGE = (text = ""): string => `<form method="post" data-draft="k/reason/1">
  <textarea name="description">${text}</textarea><input type="radio" name="reason" value="other" checked>
  <p data-offline data-lost="No network" hidden></p><button>Continue</button>
</form>`;

beforeEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

test("what was typed is there again after the page was lost", () => {
  document.body.innerHTML = PAGE();
  keepWords(document);
  const field = document.querySelector("textarea");
  if (!field) throw new Error("no field");
  field.value = "2 mm de jour";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.innerHTML = PAGE();
  keepWords(document);
  expect(document.querySelector("textarea")?.value).toBe("2 mm de jour");
});

test("the server's words count more than those kept here", () => {
  keep("k/reason/1", { description: "old" });
  document.body.innerHTML = PAGE("from the server");
  keepWords(document);
  expect(document.querySelector("textarea")?.value).toBe("from the server");
});

test("a change typed over what the server has is there again, until the server has something newer", () => {
  document.body.innerHTML = PAGE("2 mm");
  keepWords(document);
  const field = document.querySelector("textarea");
  if (!field) throw new Error("no field");
  field.value = "2 mm, at the left";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.innerHTML = PAGE("2 mm");
  keepWords(document);
  expect(document.querySelector("textarea")?.value).toBe("2 mm, at the left");
  document.body.innerHTML = PAGE("3 mm");
  keepWords(document);
  expect(document.querySelector("textarea")?.value).toBe("3 mm");
});

test("without a network nothing is sent, and it is said", async () => {
  document.body.innerHTML = PAGE("2 mm");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  keepWords(document);
  const form = document.querySelector("form");
  const event = new Event("submit", { cancelable: true, bubbles: true });
  form?.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await vi.waitFor(() => expect(document.querySelector("[data-offline]")?.textContent).toBe("No network"));
  expect(kept("k/reason/1")).toEqual({ description: "2 mm" });
});

test("words are forgotten once another page shows that they arrived", () => {
  keep("k/reason/1", { description: "2 mm" });
  markSent("k/reason/1");
  document.body.innerHTML = `<form data-draft="k/wish/0"></form>`;
  keepWords(document);
  expect(kept("k/reason/1")).toBeUndefined();
});
