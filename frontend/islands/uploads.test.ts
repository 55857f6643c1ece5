import { expect, test } from "vitest";
import { body, progress } from "./upload_form";

test("only the token and the chosen field's files are sent", () => {
  document.body.innerHTML = `<form>
    <input name="csrfmiddlewaretoken" value="t"><input name="secret" value="typed"><input type="file" name="shot-overview">
  </form>`;
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  const data = body(form, "shot-overview", new File(["x"], "part.jpg"));
  expect([...data.keys()].sort()).toEqual(["csrfmiddlewaretoken", "do", "shot-overview"]);
});

test("progress is a percentage, then the check", () => {
  const words = { sending: "Sending:", checking: "Checking…" };
  expect(progress(words, 30, 120)).toBe("Sending: 25 %");
  expect(progress(words, 120, 120)).toBe("Checking…");
  expect(progress(words, 0, 0)).toBe("Sending: 0 %");
});
