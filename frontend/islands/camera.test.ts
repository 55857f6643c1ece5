import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cameraScan } from "./camera";

const PAGE = `
  <form id="scan"><input data-scan><button type="button" data-camera hidden><span data-camera-off>Scan</span><span data-camera-on hidden>Stop</span></button>
    <p data-camera-said hidden data-denied="Not allowed" data-looking="Hold it" data-tired="Nothing"></p>
    <video data-viewfinder hidden></video></form>
  <form data-photographed action="/read/"><input name="csrfmiddlewaretoken" value="t"><input type="file" name="photo"></form>`;

let sent: string[];

beforeEach(() => {
  document.body.innerHTML = PAGE;
  sent = [];
  document.querySelector<HTMLFormElement>("#scan")!.requestSubmit = () => void sent.push(field().value);
  HTMLVideoElement.prototype.play = () => Promise.resolve();
  Object.defineProperty(HTMLVideoElement.prototype, "srcObject", { set: vi.fn(), configurable: true });
  Object.defineProperty(HTMLVideoElement.prototype, "videoWidth", { value: 2560, configurable: true });
  Object.defineProperty(HTMLVideoElement.prototype, "videoHeight", { value: 1440, configurable: true });
  HTMLCanvasElement.prototype.getContext = vi.fn(() => ({ drawImage: vi.fn() })) as never;
  HTMLCanvasElement.prototype.toBlob = (done) => done(new Blob(["jpeg"]));
});

afterEach(() => {
  delete window.BarcodeDetector;
  vi.unstubAllGlobals();
});

function field(): HTMLInputElement {
  return document.querySelector<HTMLInputElement>("[data-scan]")!;
}

function camera(open: () => Promise<unknown>): HTMLButtonElement {
  Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: open }, configurable: true });
  cameraScan(document);
  return document.querySelector("button")!;
}

const aStream = () => Promise.resolve({ getTracks: () => [{ stop: vi.fn() }] });

test("the browser's own reader is used where there is one", async () => {
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  window.BarcodeDetector = class {
    detect = () => Promise.resolve([{ rawValue: "RP-1" }]);
  };
  camera(aStream).click();
  await vi.waitFor(() => expect(sent).toEqual(["RP-1"]));
  expect(fetched).not.toHaveBeenCalled();
});

test("elsewhere a picture goes to the server, small and with the token of the form", async () => {
  const fetched = vi.fn((_at: string, _how: RequestInit) => Promise.resolve({ ok: true, json: () => Promise.resolve({ code: "RP-2" }) }));
  vi.stubGlobal("fetch", fetched);
  camera(aStream).click();
  await vi.waitFor(() => expect(sent).toEqual(["RP-2"]));
  const body = fetched.mock.calls[0]![1].body as FormData;
  expect(body.get("csrfmiddlewaretoken")).toBe("t");
  expect(body.get("photo")).toBeInstanceOf(Blob);
});

test("a reader that cannot read gives way to the server", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve({ ok: true, json: () => Promise.resolve({ code: "RP-3" }) })));
  window.BarcodeDetector = class {
    detect = () => Promise.reject(new Error("service unavailable"));
  };
  camera(aStream).click();
  await vi.waitFor(() => expect(sent).toEqual(["RP-3"]), { timeout: 3000 });
});

test("while the camera looks, its button says how to stop it", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve({ ok: true, json: () => Promise.resolve({ code: "" }) })));
  const button = camera(aStream);
  const offered = () => [...button.querySelectorAll("span")].filter((words) => !words.hidden).map((words) => words.textContent);
  button.click();
  await vi.waitFor(() => expect(offered()).toEqual(["Stop"]));
  button.click();
  expect(offered()).toEqual(["Scan"]);
});

test("a camera that is not allowed is said, and the field is there", async () => {
  camera(() => Promise.reject(new Error("denied"))).click();
  await vi.waitFor(() => expect(document.querySelector("[role=status], [data-camera-said]")?.textContent).toBe("Not allowed"));
  expect(document.activeElement).toBe(field());
});

test("without a camera the button stays hidden, and a photo goes off once it is taken", () => {
  Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
  cameraScan(document);
  expect(document.querySelector<HTMLButtonElement>("[data-camera]")!.hidden).toBe(true);
  const form = document.querySelector<HTMLFormElement>("[data-photographed]")!;
  const off = vi.fn();
  form.requestSubmit = off;
  const file = form.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(file, "files", { value: [new File(["x"], "x.jpg")] });
  file.dispatchEvent(new Event("change", { bubbles: true }));
  expect(off).toHaveBeenCalledOnce();
});
