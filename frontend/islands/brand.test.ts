import { beforeEach, expect, test } from "vitest";
import { brandPreview, contrastOnWhite, tidy } from "./brand";

beforeEach(() => {
  document.documentElement.lang = "en";
  document.body.innerHTML = `
    <label for="c">Colour</label><input id="c" data-colour value="">
    <p data-colour-says data-fine="Fine: {n}" data-pale="Pale: {n}"></p>
    <section data-brand-preview data-house="#0b5a6e"><svg><rect data-preview-fill fill="#000000"></rect></svg></section>`;
});

const fill = (): string | null => document.querySelector("[data-preview-fill]")!.getAttribute("fill");
const said = (): string => document.querySelector("[data-colour-says]")!.textContent!;

function type(text: string): void {
  const field = document.querySelector<HTMLInputElement>("[data-colour]")!;
  field.value = text;
  field.dispatchEvent(new Event("input"));
}

test("what is typed is shown, and whether it can be read", () => {
  brandPreview(document);
  expect(fill()).toBe("#0b5a6e");
  type("ffcc00");
  expect(fill()).toBe("#ffcc00");
  expect(said()).toBe("Pale: 1.5");
  type("#036");
  expect(fill()).toBe("#003366");
  expect(said()).toBe("Fine: 12.6");
});

test("what is no colour changes nothing", () => {
  brandPreview(document);
  type("javascript:alert(1)");
  expect(fill()).toBe("#0b5a6e");
});

test("colours are counted as WCAG counts them", () => {
  expect(contrastOnWhite("#767676")).toBeCloseTo(4.54, 2);
  expect(tidy(" #ABC ")).toBe("#aabbcc");
  expect(tidy("red")).toBe("");
});
