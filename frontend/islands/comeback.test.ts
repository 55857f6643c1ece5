import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { comeBack } from "./comeback";

const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", { assign });
  document.body.innerHTML = '<p data-come-back="/fr/tour/">…</p>';
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  assign.mockReset();
});

test("goes on once the server answers again, not before", async () => {
  const server = vi.fn().mockRejectedValueOnce(new Error("down"));
  server.mockResolvedValueOnce({ ok: false }).mockResolvedValueOnce({ ok: true });
  vi.stubGlobal("fetch", server);
  comeBack(document);
  await vi.advanceTimersByTimeAsync(3100);
  expect(assign).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1100);
  expect(assign).toHaveBeenCalledWith("/fr/tour/");
});

test("does nothing on any other page", async () => {
  document.body.innerHTML = "<p>…</p>";
  vi.stubGlobal("fetch", vi.fn());
  comeBack(document);
  await vi.advanceTimersByTimeAsync(5000);
  expect(fetch).not.toHaveBeenCalled();
});
