/**
 * Follows the device's preference when the visitor has chosen no theme. Loaded in the head as a classic script, before
 * anything is painted.
 *
 *     <html data-bs-theme="light" data-theme-from="device">
 */
(() => {
  const root = document.documentElement;
  if (root.dataset["themeFrom"] !== "device") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    root.dataset["bsTheme"] = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", follow);
  follow();
})();
