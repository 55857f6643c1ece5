import { beforeEach, describe, expect, it, vi } from "vitest";
import { benchKeys } from "./bench";

function key(name: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
}

describe("the keys of the bench", () => {
  let pressed: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    document.body.innerHTML = `<form id="look"><input data-scan></form><div data-bench><h2 id="question" tabindex="-1"></h2>
      <button data-tap id="a"></button><button data-tap id="b"></button><button data-undo id="z"></button>
      <button data-finish id="f"></button></div>`;
    pressed = [];
    for (const button of document.querySelectorAll("button")) {
      button.addEventListener("click", () => pressed.push(button.id));
    }
    document.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      pressed.push(`scan ${document.querySelector("input")?.value}`);
    });
  });

  it("presses tiles by their figure, undoes, and records, and reads a burst as a scan", () => {
    benchKeys(document);
    key("2");
    vi.advanceTimersByTime(100);
    key("z");
    vi.advanceTimersByTime(100);
    key("Enter");
    for (const each of "6A20") key(each);
    key("Enter");
    vi.advanceTimersByTime(100);
    expect(pressed).toEqual(["b", "z", "f", "scan 6A20"]);
  });
});
