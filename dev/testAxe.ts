import axe from "axe-core";
import type { Page } from "playwright-core";

const run = `axe.run(
  // React Aria announces what a button does by its id, and keeps the announcement when the button has gone.
  { exclude: "[data-live-announcer]" },
  // Else it also finds out where everything stands that it has nothing against.
  { resultTypes: ["violations"] },
).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target + " " + failureSummary)),
)`;

/** Everything that axe holds against the page as it stands, AA and best practice alike. */
export async function faultsFoundByAxe(page: Page): Promise<string[]> {
  // A page that is asked about again has it already, compiled and warm.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  return await page.evaluate<string[]>(run);
}
