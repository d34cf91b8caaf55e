import { type Browser, chromium } from "playwright-core";
import { findCounterpart } from "./counterparts.ts";

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** null if the machine has none. */
export const chromiumFile = findCounterpart("chromium");

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumFile ?? "", args: quiet });
