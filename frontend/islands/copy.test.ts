import { beforeEach, expect, test, vi } from "vitest";
import { copyTexts } from "./copy";

beforeEach(() => {
  document.body.innerHTML = `
    <textarea id="text" readonly>Withdraw here</textarea>
    <p data-copy="text" data-copy-label="Copy" data-copied="Copied"></p>
    <p data-copy="nothing" data-copy-label="Copy"></p>`;
});

function pressed(write: (text: string) => Promise<void>): void {
  vi.stubGlobal("navigator", { ...window.navigator, clipboard: { writeText: write } });
  Object.defineProperty(window, "navigator", { value: { clipboard: { writeText: write } }, configurable: true });
  copyTexts(document);
  document.querySelector("button")?.click();
}

test("the text is copied and said to be", async () => {
  const write = vi.fn(() => Promise.resolve());
  pressed(write);
  await vi.waitFor(() => expect(document.querySelector("[role=status]")?.textContent).toBe("Copied"));
  expect(write).toHaveBeenCalledWith("Withdraw here");
  expect(document.querySelectorAll("button")).toHaveLength(1);
});

test("where the clipboard is closed, the text is selected", async () => {
  const select = vi.spyOn(HTMLTextAreaElement.prototype, "select");
  pressed(() => Promise.reject(new Error("closed")));
  await vi.waitFor(() => expect(select).toHaveBeenCalled());
  expect(document.querySelector("[role=status]")?.textContent).toBe("");
});
