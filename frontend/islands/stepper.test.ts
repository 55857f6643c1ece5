import { beforeEach, expect, test } from "vitest";
import { steppers } from "./stepper";

beforeEach(() => {
  document.body.innerHTML =
    '<span data-stepper data-less="One less" data-more="One more"><input type="number" min="1" max="3" value="1"></span>';
  steppers(document);
});

function parts(): { less: HTMLButtonElement; field: HTMLInputElement; more: HTMLButtonElement } {
  const [less, more] = document.querySelectorAll("button");
  const field = document.querySelector("input");
  if (!less || !more || !field) throw new Error("the stepper is incomplete");
  return { less, field, more };
}

test("more adds one, up to the number that can be chosen", () => {
  const { field, more } = parts();
  more.click();
  more.click();
  more.click();
  expect(field.value).toBe("3");
  expect(more.disabled).toBe(true);
});

test("less stops at one", () => {
  const { less, field } = parts();
  expect(less.disabled).toBe(true);
  less.click();
  expect(field.value).toBe("1");
});

test("an unreadable number becomes the smallest", () => {
  const { field, more } = parts();
  field.value = "";
  more.click();
  expect(field.value).toBe("1");
});

test("the buttons have names and send no form", () => {
  const { less, more } = parts();
  expect([less.getAttribute("aria-label"), more.getAttribute("aria-label")]).toEqual(["One less", "One more"]);
  expect([less.type, more.type]).toEqual(["button", "button"]);
});
