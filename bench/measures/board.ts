import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { connect, type Database } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import { chromiumFile, launchChromium } from "../../dev/chromium.ts";
import { prepareConsole } from "../../dev/web.ts";
import { percentile, spread } from "../statistics.ts";
import type { BenchSystem } from "../system.ts";
import { below, type Figure } from "../table.ts";

// What the functions that run in the page use; no other code here may.
declare const document: {
  querySelector(selector: string): object | null;
  getElementById(id: string): { textContent: string } | null;
};
declare const requestAnimationFrame: (act: () => void) => void;

const openIncidents = 2_000;
const loads = 5;
const updates = 60;
const rowsAtOnce = 50;
/** Chromium loads pages of its own into each new window, at 0.9 s of CPU. An operator's window is open already. */
const windowMilliseconds = 1_500;

/**
 * An operator's board with 2,000 open incidents: how fast it loads, and how fast it shows a change in the
 * database.
 */
export async function board(system: BenchSystem): Promise<Figure[]> {
  const what = `board with ${openIncidents} open incidents`;
  if (chromiumFile === null) return [{ what, value: "not measured: no Chromium on this machine" }];
  await prepareConsole(() => {});
  const database = connect(system.databaseUrl, { maxConnections: 1 });
  const browser = await launchChromium();
  try {
    await openMany(database.db);
    const paints: number[] = [];
    for (let load = 0; load < loads; load++) {
      const { page, paintMilliseconds } = await openBoard(browser, system);
      paints.push(paintMilliseconds);
      await page.context().close();
    }
    const { page } = await openBoard(browser, system);
    const single = await shown(page, database.db, 1);
    const many = await shown(page, database.db, rowsAtOnce);
    return [
      { what: `${what}: first paint`, value: spread(paints), ...below(500, percentile(paints, 95)) },
      { what: "board: a commit → shown", value: spread(single), ...below(300, percentile(single, 95)) },
      {
        what: `board: ${rowsAtOnce} rows in a commit → shown`,
        value: spread(many),
        ...below(300, percentile(many, 95)),
      },
    ];
  } finally {
    await browser.close();
    await database.db.execute(sql`delete from incidents where source = 'bench-board'`);
    await database.close();
  }
}

/** Only rows: the board reads the database, so no workflows are needed. */
export const openMany = (db: Database) =>
  db.execute(sql`
    insert into incidents (customer, source, dedup_key, workflow_id, node, alarm, level, state, young, opened_at,
      detected_at, deadline_at)
    select 'board-' || n % 40, 'bench-board', n, 'bench-board-' || n, 'node-' || n, 'HTTP応答監視',
      (array['low', 'middle', 'high'])[n % 3 + 1], 'open', false, now(), now(), now() + n * interval '1 second'
    from generate_series(1, ${openIncidents}::int) n`);

/** In an open window with an empty cache, as after an update of the console. */
async function openBoard(
  browser: Browser,
  { api, token }: BenchSystem,
): Promise<{ page: Page; paintMilliseconds: number }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  await sleep(windowMilliseconds);
  await page.goto(api, { waitUntil: "commit" });
  const paintMilliseconds = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        function look(): void {
          if (document.querySelector("tbody tr") === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now()));
        }
        look();
      }),
  );
  return { page, paintMilliseconds };
}

/** From the return of the commit to the frame after the change is in the page; one machine, one clock. */
async function shown(page: Page, db: Database, rows: number): Promise<number[]> {
  const number = Number((await page.locator("tbody tr").first().getAttribute("id"))?.replace(/\D/g, ""));
  const measured: number[] = [];
  for (let round = 0; round < updates; round++) {
    const name = `担当${rows}-${round}`;
    const seen = page.evaluate(frameAfter, { id: `incident-${number}`, text: name });
    await db.execute(sql`
      update incidents set taken_by = ${name}
      where source = 'bench-board' and number between ${number} and ${number + rows - 1}`);
    const committedAt = Date.now();
    measured.push(Math.max(0, (await seen) - committedAt));
    // Vary the moment within the feed's 150 ms cycle.
    await sleep(100 + ((round * 37) % 150));
  }
  return measured;
}

function frameAfter({ id, text }: { id: string; text: string }): Promise<number> {
  return new Promise((resolve) => {
    function look(): void {
      if (document.getElementById(id)?.textContent.includes(text)) resolve(Date.now());
      else requestAnimationFrame(look);
    }
    look();
  });
}
