import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";
import { urlBehind } from "./testDoor.ts";

let connected: Promise<Browser> | undefined;

/** The test run's Chromium, for all files of this process. It ends with the run: what a file opens, it closes. */
export function testChromium(): Promise<Browser> {
  connected ??= urlBehind(inject("testChromiumPort")).then((url) => chromium.connect(url));
  return connected;
}
