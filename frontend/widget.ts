/**
 * The chat on a seller's own site, with one line:
 *
 *     <script src="https://help.example/embed/shop/widget.js" data-language="fr" async></script>
 *
 * `data-identity` (or `window.reprise.identify(token)`, also later) says who the visitor is: a JWT, HS256, signed by the
 * seller's server with the chat's key. It imports nothing, so that it is one file; everything personal stays in the frame.
 */
(() => {
  interface Said {
    reprise?: string;
    count?: number;
  }
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script || document.getElementById("reprise-chat")) return;
  const source = new URL(script.src);
  const asked = (script.dataset["language"] ?? document.documentElement.lang).slice(0, 2).toLowerCase();
  const language = asked === "en" ? "en" : "fr";
  const words = {
    fr: { open: "Nous écrire", title: "Discussion", unread: "nouveaux messages" },
    en: { open: "Write to us", title: "Chat", unread: "new messages" },
  }[language];
  let token = script.dataset["identity"] ?? "";
  let frame: HTMLIFrameElement | undefined;
  let isOpen = false;
  let isReady = false;

  const host = document.createElement("div");
  host.id = "reprise-chat";
  const shadow = host.attachShadow({ mode: "open" });
  const colour = /^#[0-9a-f]{6}$/i.test(script.dataset["colour"] ?? "") ? script.dataset["colour"] : "#141f20";
  const side = script.dataset["side"] === "left" ? "left" : "right";
  const css = `
    :host { all: initial; }
    button { position: fixed; ${side}: 16px; bottom: 16px; z-index: 2147483000; display: inline-flex; gap: 8px;
      align-items: center; min-height: 52px; padding: 0 20px 0 16px; border: 0; border-radius: 999px;
      background: ${colour}; color: #fff; font: 540 16px/1.2 system-ui, sans-serif; cursor: pointer;
      box-shadow: 0 2px 6px rgb(12 40 46 / .08), 0 24px 48px -16px rgb(12 40 46 / .28); }
    button:focus-visible { outline: 3px solid #1459d9; outline-offset: 2px; }
    button[hidden], iframe[hidden] { display: none; }
    svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
    b { min-width: 20px; padding: 2px 6px; border-radius: 999px; background: #b03a14; font-size: 13px; text-align: center; }
    b:empty { display: none; }
    iframe { position: fixed; ${side}: 16px; bottom: 16px; z-index: 2147483001; width: min(400px, calc(100vw - 32px));
      height: min(640px, calc(100dvh - 32px)); border: 0; border-radius: 16px; background: #fff; color-scheme: light dark;
      box-shadow: 0 2px 6px rgb(12 40 46 / .08), 0 24px 48px -16px rgb(12 40 46 / .28); }
    @media (max-width: 480px) { iframe { inset: 0; width: 100%; height: 100%; border-radius: 0; } }
    @media print { :host { display: none; } }`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    shadow.append(style);
  }

  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 3.5V16h-1A1.5 1.5 0 0 1 4 14.5v-8A1.5 1.5 0 0 1 5.5 5zM8 9h8M8 12h5",
  );
  drawing.append(path);
  const label = document.createElement("span");
  label.textContent = words.open;
  const badge = document.createElement("b");
  button.append(drawing, label, badge);

  const tell = (said: object): void => {
    if (isReady) frame?.contentWindow?.postMessage(said, source.origin);
  };
  const show = (open: boolean): void => {
    isOpen = open;
    if (open && !frame) load();
    if (frame) frame.hidden = !open;
    button.hidden = open;
    button.setAttribute("aria-expanded", String(open));
    tell({ reprise: "show", shown: open });
    if (open) {
      badge.textContent = "";
      frame?.focus();
    } else button.focus();
  };
  const load = (): void => {
    frame = document.createElement("iframe");
    frame.title = words.title;
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
    );
    frame.allow = "";
    frame.referrerPolicy = "origin";
    const address = source.pathname.replace(/widget\.js$/, `${language}/frame/`);
    frame.src = `${source.origin}${address}?origin=${encodeURIComponent(location.origin)}`;
    shadow.append(frame);
    window.setTimeout(() => {
      if (isReady || !frame) return;
      frame.remove(); // the browser shows nothing here: no visitor is left before an empty frame
      frame = undefined;
      show(false);
      console.warn(`Reprise: the chat opens only on sites named in its settings (this one is ${location.origin}).`);
    }, 8000);
  };

  button.addEventListener("click", () => show(true));
  addEventListener("message", (event: MessageEvent<Said>) => {
    if (event.origin !== source.origin || !frame || event.source !== frame.contentWindow) return;
    if (event.data.reprise === "ready") {
      isReady = true;
      tell({ reprise: "hello", token });
      tell({ reprise: "show", shown: isOpen });
    }
    if (event.data.reprise === "close") show(false);
    if (event.data.reprise === "unread" && !isOpen) {
      badge.textContent = event.data.count ? String(event.data.count) : "";
      badge.setAttribute("aria-label", `${event.data.count ?? 0} ${words.unread}`);
    }
  });

  const api = {
    open: () => show(true),
    close: () => show(false),
    identify: (given: string) => {
      token = given;
      tell({ reprise: "hello", token });
    },
  };
  Object.assign(window, { reprise: api });
  const place = (): void => {
    document.body.append(host);
    shadow.append(button);
  };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
