import { beforeEach, expect, test } from "vitest";
import { sendOnce } from "./once";

beforeEach(() => {
  document.body.innerHTML = '<form data-once><button>Send</button></form>';
  sendOnce(document);
});

function send(): boolean {
  const event = new Event("submit", { cancelable: true, bubbles: true });
  document.querySelector("form")?.dispatchEvent(event);
  return !event.defaultPrevented;
}

test("the second press does nothing", () => {
  expect([send(), send()]).toEqual([true, false]);
});

test("coming back to the page lets it be sent again", () => {
  send();
  window.dispatchEvent(new Event("pageshow"));
  expect(send()).toBe(true);
});
