/**
 * Scans with the device's camera. Where the browser can read codes it does so itself; elsewhere (Firefox, Safari) one
 * picture at a time goes to our own server, which reads it and keeps nothing. Without a camera a photo of the code may be
 * sent, which goes off by itself once it is taken; a hand scanner or a person types into the field as ever.
 *
 *     <form> <input data-scan> <button type="button" data-camera hidden> <span data-camera-off>…</span>
 *       <span data-camera-on hidden>…</span> </button> <p data-camera-said hidden></p>
 *       <video data-viewfinder hidden></video> </form>
 *     <form data-photographed method="post" enctype="multipart/form-data"> <input type="file" name="photo"> … </form>
 */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

type Look = (video: HTMLVideoElement) => Promise<string>;

const LOOK_EVERY_MS = 200;
const ASK_EVERY_MS = 500;
const TIRED_AFTER_MS = 60_000;
const WIDEST = 1280;

export function cameraScan(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("[data-photographed]");
  if (form) sendOncePhotographed(form);
  const button = root.querySelector<HTMLButtonElement>("[data-camera]");
  const video = root.querySelector<HTMLVideoElement>("[data-viewfinder]");
  const field = root.querySelector<HTMLInputElement>("[data-scan]");
  const said = root.querySelector<HTMLElement>("[data-camera-said]");
  if (!button || !video || !field || !form || !navigator.mediaDevices?.getUserMedia) return;
  button.hidden = false;
  const tell = (name: string): void => {
    if (!said) return;
    said.hidden = !name;
    said.textContent = said.dataset[name] ?? "";
  };
  const offer = (deed: "on" | "off"): void => {
    for (const words of button.querySelectorAll("span")) words.hidden = !words.hasAttribute(`data-camera-${deed}`);
  };
  let stream: MediaStream | undefined;
  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.hidden = true;
    offer("off");
  };
  const start = async (): Promise<void> => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: WIDEST } } });
    } catch {
      tell("denied"); // no camera, or not allowed: photo and field are there
      field.focus();
      return;
    }
    video.hidden = false;
    video.srcObject = stream;
    offer("on");
    tell("looking");
    await video.play();
    const code = await seen(video, looks(root.defaultView, form), () => stream !== undefined);
    if (!stream) return;
    stop();
    tell(code ? "" : "tired");
    if (!code) return;
    field.value = code;
    field.form?.requestSubmit();
  };
  button.addEventListener("click", () => {
    if (!stream) return void start();
    stop();
    tell("");
  });
}

/** A photo of a code goes off as soon as it is taken. */
function sendOncePhotographed(form: HTMLFormElement): void {
  form.addEventListener("change", () => {
    if (form.querySelector<HTMLInputElement>("input[type=file]")?.files?.length) form.requestSubmit();
  });
}

/** Looks again and again, until a code is seen, nobody looks any more, or a minute is over. */
async function seen(video: HTMLVideoElement, ways: { look: Look; every: number }[], on: () => boolean): Promise<string> {
  const end = Date.now() + TIRED_AFTER_MS;
  let way = 0;
  while (on() && Date.now() < end) {
    const { look, every } = ways[way]!;
    try {
      const code = await look(video);
      if (code) return code;
    } catch {
      way = Math.min(way + 1, ways.length - 1); // a browser that has the reader and cannot use it: ask the server
    }
    await new Promise((later) => setTimeout(later, every));
  }
  return "";
}

function looks(view: Window | null, form: HTMLFormElement): { look: Look; every: number }[] {
  const asking = { look: (video: HTMLVideoElement) => asked(video, form), every: ASK_EVERY_MS };
  if (!view?.BarcodeDetector) return [asking];
  const detector = new view.BarcodeDetector();
  const itself: Look = async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  return [{ look: itself, every: LOOK_EVERY_MS }, asking];
}

/** One picture of the camera, read by the server. */
async function asked(video: HTMLVideoElement, form: HTMLFormElement): Promise<string> {
  if (!video.videoWidth) return "";
  const shrunk = Math.min(1, WIDEST / video.videoWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * shrunk);
  canvas.height = Math.round(video.videoHeight * shrunk);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((drawn) => canvas.toBlob(drawn, "image/jpeg", 0.85));
  if (!picture) return "";
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
  body.set("photo", picture, "code.jpg");
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Camera": "1" } });
  return answer.ok ? ((await answer.json()) as { code: string }).code : "";
}
