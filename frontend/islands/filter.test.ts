import { expect, test } from "vitest";
import { show } from "./filter";

const PAGE = `<form>
  <fieldset data-filter-group id="part">
    <li data-words="Fêlure entre les couches"></li>
    <details><li data-words="Trou trop petit"></li></details>
  </fieldset>
  <fieldset data-filter-group id="parcel"><li data-words="Colis perdu"></li></fieldset>
</form>`;

test("a word finds its answer without accents, in whatever group it lies", () => {
  document.body.innerHTML = PAGE;
  expect(show(document.body, "felure")).toBe(1);
  expect(document.querySelector<HTMLElement>("#parcel")?.hidden).toBe(true);
  expect(show(document.body, "TROU petit")).toBe(1);
  expect(document.querySelector("details")?.open).toBe(true);
});

test("nothing typed shows everything again", () => {
  document.body.innerHTML = PAGE;
  show(document.body, "zzz");
  expect(show(document.body, " ")).toBe(3);
  expect(document.querySelectorAll("[hidden]").length).toBe(0);
});
