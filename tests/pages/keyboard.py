"""What of a page the keyboard cannot reach, or reaches without a sign."""

from typing import Final

from playwright.sync_api import Page as Tab

#: Each control of the page takes the focus in turn; it, its label or what surrounds it must look different then.
LOOK: Final = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important }");
  document.adoptedStyleSheets = [still];
  const named = (one) => one.outerHTML.slice(0, 120);
  const seen = (one) =>
    one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert], [aria-hidden=true]");
  const around = (one) => [one, ...(one.labels ?? []), one.nextElementSibling, one.parentElement,
                           one.parentElement?.parentElement].filter(Boolean);
  const style = (one, part) => {
    const its = getComputedStyle(one, part);
    return [its.outlineStyle, its.outlineWidth, its.outlineColor, its.boxShadow, its.borderColor, its.backgroundColor,
            its.textDecorationLine, its.clipPath, its.transform, its.top].join();
  };
  const parts = (one) => [null, "::before", "::after"].map((part) => style(one, part)).join();
  const look = (one) => around(one).map(parts).join();
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const controls = [...all].filter((one) => seen(one) && !one.disabled);
  const found = [];
  for (const one of controls) {
    const lone = one.type !== "radio" && !one.closest("[role=grid], [role=tablist], [role=menu], [role=listbox]");
    if (one.tabIndex < 0 && lone) found.push(`no stop: ${named(one)}`);
    document.activeElement.blur();
    const before = look(one);
    one.focus({ preventScroll: true });
    if (document.activeElement !== one) found.push(`takes no focus: ${named(one)}`);
    else if (look(one) === before) found.push(`no sign of the focus: ${named(one)}`);
  }
  return found;
}"""


def out_of_reach(tab: Tab) -> list[str]:
    """The controls one cannot come to with the keyboard, and those that do not show they have the focus."""
    tab.keyboard.press("Tab")  # the browser shows the focus only to who uses keys
    found: list[str] = tab.evaluate(LOOK)
    return found
