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
/** A test's page is gone before its optimised script has won back what the compilers cost. */
const shortLived = ["--js-flags=--no-opt --no-maglev"];

/** null if the machine has none. */
export const chromiumFile = findCounterpart("chromium");

const options = { executablePath: chromiumFile ?? "", args: quiet };

export const launchChromium = (): Promise<Browser> => chromium.launch(options);

/** Chromium for the tests, which other processes connect to. It does not end the process that a signal is meant for. */
export async function serveChromium(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await chromium.launchServer({
    ...options,
    args: [...quiet, ...shortLived],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return { url: server.wsEndpoint(), stop: () => server.close() };
}
