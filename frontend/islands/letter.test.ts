import { beforeEach, expect, test, vi } from "vitest";
import { wordLetters } from "./letter";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <form data-letter>
      <textarea id="opening">Hello ,</textarea>
      <ul data-slots="opening"><li><button type="button" value="{first_name}">{first_name}</button></li></ul>
      <button data-preview>Show</button>
    </form>`;
  wordLetters(document);
});

test("a placeholder goes where the cursor is", () => {
  const field = document.querySelector("textarea");
  if (!field) throw new Error("no field");
  field.setSelectionRange(6, 6);
  document.querySelector<HTMLButtonElement>("[data-slots] button")?.click();
  expect(field.value).toBe("Hello {first_name},");
});

test("the preview follows once the keys rest", () => {
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  const asked = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener("submit", asked);
  for (const _ of [1, 2, 3]) form.dispatchEvent(new Event("input", { bubbles: true }));
  expect(asked).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(asked).toHaveBeenCalledOnce();
});
