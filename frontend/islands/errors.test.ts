import { expect, test } from "vitest";
import { focusErrors } from "./errors";

test("the summary takes the focus, its links lead to the fields", () => {
  document.body.innerHTML =
    '<div data-errors tabindex="-1"><a href="#number">Enter the number.</a></div><input id="number">';
  focusErrors(document);
  expect(document.activeElement?.matches("[data-errors]")).toBe(true);
  document.querySelector("a")?.click();
  expect(document.activeElement?.id).toBe("number");
});
