/**
 * Scans with the device's camera, where the browser can read codes by itself; elsewhere the button stays hidden, and
 * the field takes what a hand scanner or a person types.
 *
 *     <form> <input data-scan> <button type="button" data-camera hidden>…</button> <video data-viewfinder hidden></video> </form>
 */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

const LOOK_EVERY_MS = 200;

export function cameraScan(root: Document): void {
  const button = root.querySelector<HTMLButtonElement>("[data-camera]");
  const video = root.querySelector<HTMLVideoElement>("[data-viewfinder]");
  const field = root.querySelector<HTMLInputElement>("[data-scan]");
  const Detecting = root.defaultView?.BarcodeDetector;
  if (!button || !video || !field || !Detecting || !navigator.mediaDevices?.getUserMedia) return;
  button.hidden = false;
  let stream: MediaStream | undefined;
  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.hidden = true;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    if (stream) stop();
    else void start();
  });
  const start = async (): Promise<void> => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      field.focus(); // no camera, or not allowed: the field is there
      return;
    }
    video.hidden = false;
    video.srcObject = stream;
    button.setAttribute("aria-pressed", "true");
    await video.play();
    const detector = new Detecting();
    const look = async (): Promise<void> => {
      if (!stream) return;
      const seen = await detector.detect(video).catch(() => []);
      const code = seen[0]?.rawValue;
      if (!code) {
        setTimeout(() => void look(), LOOK_EVERY_MS);
        return;
      }
      stop();
      field.value = code;
      field.form?.requestSubmit();
    };
    void look();
  };
}
