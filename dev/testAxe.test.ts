import { expect, it } from "vitest";
import { chromiumFile } from "./chromium.ts";
import { faultsInLightAndDark } from "./testAxe.ts";
import { testChromium } from "./testChromium.ts";

it.runIf(chromiumFile !== null)("words that only the dark page makes hard to read are found", async () => {
  const context = await (await testChromium()).newContext({ colorScheme: "light" });
  const page = await context.newPage();
  const style = ":root { color-scheme: light dark } p { color: #333; background: light-dark(#fff, #222) }";
  await page.setContent(`<html lang="en"><title>words</title><style>${style}</style>
    <main><h1>Words</h1><p>to be read</p></main></html>`);
  expect(await faultsInLightAndDark(page)).toEqual([expect.stringMatching(/^in dark: color-contrast: p /)]);
  await context.close();
});
