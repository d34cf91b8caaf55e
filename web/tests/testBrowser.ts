import type { Browser, BrowserContext, ConsoleMessage, Page } from "playwright-core";
import { expect } from "vitest";
import { chromiumFile } from "../../dev/chromium.ts";
import { testChromium } from "../../dev/testChromium.ts";
import { prepareConsole } from "../../dev/web.ts";

export { chromiumFile };

let prepared: Promise<void> | undefined;

/** What it will be shown is built first, where its sources changed. */
export async function startBrowser(): Promise<Browser> {
  prepared ??= prepareConsole(() => {});
  await prepared;
  await closeWhatIsOpen();
  return testChromium();
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
  /** For a test that changes what outlives a page (routes, the clock, more pages): the window is not used again. */
  isAlone?: boolean;
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
  const {
    url,
    token,
    width = 1440,
    height = 900,
    scheme = "light",
    language = "ja",
    isAlone = false,
  } = options;
  const windows = windowsOf(`${url} ${language}`);
  const page = (isAlone ? undefined : windows.pop()) ?? (await newWindow(browser, url, language));
  const context = page.context();
  open.add(context);
  await context.setExtraHTTPHeaders(token === undefined ? {} : { authorization: `Bearer ${token}` });
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme, media: null });
  const complaints: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  };
  const onError = (error: Error): void => void complaints.push(String(error));
  page.on("console", onConsole).on("pageerror", onError);
  return {
    page,
    context,
    complaints,
    async close() {
      page.off("console", onConsole).off("pageerror", onError);
      open.delete(context);
      if (isAlone) await context.close();
      else {
        await forget(page);
        windows.push(page);
      }
      expect(complaints).toEqual([]);
    },
  };
}

/** Those of tests at work. */
const open = new Set<BrowserContext>();

/** A test that failed has left its windows, which would ask on. */
async function closeWhatIsOpen(): Promise<void> {
  await Promise.all([...open].map((context) => context.close()));
  open.clear();
}

/**
 * Windows that were closed, by address and language. The next test's page is loaded where one was before, since a new
 * context brings a new process, and that costs three times the CPU of the page itself.
 */
const closedWindows = new Map<string, Page[]>();

function windowsOf(kind: string): Page[] {
  const windows = closedWindows.get(kind) ?? [];
  closedWindows.set(kind, windows);
  return windows;
}

async function newWindow(browser: Browser, url: string, language: "ja" | "en"): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
  });
  if (language === "en") await context.addInitScript(() => localStorage.setItem("toban-language", "en"));
  return context.newPage();
}

/** Leaves the page, and everything that it or its login has kept in the browser. */
async function forget(page: Page): Promise<void> {
  // Of the same origin, so that its storage can be reached, and the process stays.
  await page.goto("/icon.svg");
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
}
