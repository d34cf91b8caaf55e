import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { chromiumFile, launchChromium } from "../../dev/chromium.ts";
import { prepareConsole } from "../../dev/web.ts";

export { chromiumFile };

/** What it will be shown is built first, where its sources changed. */
export async function startBrowser(): Promise<Browser> {
  await prepareConsole(() => {});
  return launchChromium();
}

export interface OpenOptions {
  /** The API's address, which serves the console too. */
  url: string;
  /** A person's token; left out: nobody is logged in. */
  token?: string;
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  language?: "ja" | "en";
}

export interface OpenedConsole {
  page: Page;
  context: BrowserContext;
  /** What the browser complained of since; a test that means a fault takes it out. */
  complaints: string[];
  /** Checks that nothing was complained of, and closes. */
  close(): Promise<void>;
}

/** A window on the console, for one person. Every complaint of the browser (a broken policy, an error) fails the test. */
export async function openConsole(browser: Browser, options: OpenOptions): Promise<OpenedConsole> {
  const { url, token, width = 1440, height = 900, scheme = "light", language = "ja" } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: scheme,
    locale: language === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    ...(token !== undefined && { extraHTTPHeaders: { authorization: `Bearer ${token}` } }),
  });
  if (language === "en") await context.addInitScript(() => localStorage.setItem("toban-language", "en"));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return {
    page,
    context,
    complaints,
    async close() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Everything that axe holds against the page as it stands, AA and best practice alike. */
export async function faultsFoundByAxe(page: Page): Promise<string[]> {
  // React Aria announces what a button does by its id, and keeps the announcement when the button has gone.
  const { violations } = await new AxeBuilder({ page }).exclude("[data-live-announcer]").analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
  );
}
