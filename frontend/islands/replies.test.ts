import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readyReplies, useTexts } from "./replies";

const PHOTO = { id: 7, name: "Photo", shortcut: "photo", text: "Bonjour, une photo ? {order_number}", problem: "Inconnu" };
const calls: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  calls.length = 0;
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal("fetch", (address: string) => {
    calls.push(address);
    return Promise.resolve({ ok: true, redirected: false, json: () => Promise.resolve({ replies: [PHOTO] }) });
  });
  document.body.innerHTML = `
    <form><input name="csrfmiddlewaretoken" value="t"><input type="radio" data-as="reply">
      <textarea data-compose></textarea>
      <div data-replies="/r/" data-take="/t/" data-none="rien">
        <details open><summary>Réponses</summary><button name="canned" value="7">Photo</button></details>
        <p data-replies-problem hidden></p>
      </div>
    </form>`;
  readyReplies(document);
});

afterEach(() => vi.useRealTimers());

const box = () => document.querySelector("textarea") as HTMLTextAreaElement;
const list = () => document.querySelector("[role=listbox]") as HTMLElement;

async function type(text: string): Promise<void> {
  box().value = text;
  box().setSelectionRange(text.length, text.length);
  box().dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(200);
}

test("a slash opens the replies, and Enter puts one in the place of what was typed", async () => {
  await type("Merci. /pho");
  expect(list().hidden).toBe(false);
  expect(calls[0]).toBe("/r/?q=pho");
  box().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  expect(box().value).toBe(`Merci. ${PHOTO.text}`);
  expect(list().hidden).toBe(true);
  expect(calls.at(-1)).toBe("/t/");
});

test("what is not known is told and chosen", async () => {
  await type("/");
  box().dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true }));
  expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe("{order_number}");
  expect(document.querySelector<HTMLElement>("[data-replies-problem]")?.textContent).toBe("Inconnu");
});

test("a slash within a word or an address opens nothing", async () => {
  await type("https://example.org/pho");
  await type("et/ou");
  expect(calls).toEqual([]);
  expect(list().hidden).toBe(true);
});

test("Escape closes and keeps what was typed", async () => {
  await type("/pho");
  box().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  expect(list().hidden).toBe(true);
  expect(box().value).toBe("/pho");
});

test("the menu puts its reply after what is there", async () => {
  box().value = "Bonjour.";
  box().setSelectionRange(8, 8);
  document.querySelector("button")?.click();
  await vi.advanceTimersByTimeAsync(1);
  expect(box().value).toBe(`Bonjour.\n\n${PHOTO.text}`);
  expect(document.querySelector("details")?.open).toBe(false);
});

test("a proposed text goes into its field", () => {
  document.body.innerHTML = `<div id="p"><p>Bonjour,</p><p>Merci.</p></div><textarea id="f"></textarea>
    <button data-use-text="p" data-use-in="f" hidden>x</button>`;
  for (const part of document.querySelectorAll("p")) Object.defineProperty(part, "innerText", { value: part.textContent });
  useTexts(document);
  document.querySelector("button")?.click();
  expect(document.querySelector("textarea")?.value).toBe("Bonjour,\n\nMerci.");
});
