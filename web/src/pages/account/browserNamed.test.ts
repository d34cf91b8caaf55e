import { expect, it } from "vitest";
import { browserNamed } from "./browserNamed.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0 Safari/537.36 Edg/156.0`,
    "Edge Windows",
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/156.0 Safari/537.36`, "Chrome Linux"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox macOS"],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1`,
    "Safari iPhone",
  ],
  [`Mozilla/5.0 (Linux; Android 16; Pixel 9) ${webkit} Chrome/156.0 Mobile Safari/537.36`, "Chrome Android"],
])("names %s", (userAgent, name) => {
  expect(Object.values(browserNamed(userAgent) ?? {}).join(" ")).toBe(name);
});

it.each([null, "curl/8.5.0"])("knows of no browser in %j", (userAgent) => {
  expect(browserNamed(userAgent)).toBeNull();
});
