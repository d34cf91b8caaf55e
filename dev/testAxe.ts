import axe from "axe-core";
import type { Page } from "playwright-core";

const run = (options: object) => `axe.run(
  // React Aria announces what a button does by its id, and keeps the announcement when the button has gone.
  { exclude: "[data-live-announcer]" },
  // Else it also finds out where everything stands that it has nothing against.
  ${JSON.stringify({ resultTypes: ["violations"], ...options })},
).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target + " " + failureSummary)),
)`;

/** Everything that axe holds against the page as it stands, AA and best practice alike. */
export const faultsFoundByAxe = (page: Page): Promise<string[]> => ask(page, {});

/**
 * The same of a page that was opened in light, then of its colours in dark: they are all that differs, and a second page
 * costs more than twice as much.
 */
export async function faultsInLightAndDark(page: Page): Promise<string[]> {
  const inLight = await faultsFoundByAxe(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await ask(page, { runOnly: ["color-contrast", "link-in-text-block"] });
  await page.emulateMedia({ colorScheme: "light" });
  return [...inLight, ...inDark.map((fault) => `in dark: ${fault}`)];
}

async function ask(page: Page, options: object): Promise<string[]> {
  // A page that is asked about again has it already, compiled and warm.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  return await page.evaluate<string[]>(run(options));
}
