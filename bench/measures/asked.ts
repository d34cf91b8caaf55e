import { waitingAlerts } from "../../db/alerts/relayQueue.ts";
import type { Database, Transaction } from "../../db/connect.ts";
import { sql } from "../../db/drizzle.ts";
import { incidentsNumbered } from "../../db/incidents/board.ts";
import { changesCursor, changesSince } from "../../db/incidents/changes.ts";
import { now, type Posted } from "../intake.ts";
import type { BenchSystem } from "../system.ts";
import { fromAlertToRecovery } from "./alone.ts";
import { openMany } from "./board.ts";
import { firstsOf } from "./firsts.ts";

/** How long each of many took. */
export interface Asked {
  milliseconds: number[];
  /** It counts every row there is, so it takes longer the more there are. */
  countsAll?: boolean;
}

const rounds = 30;
/** Connections, statements and code are warm after these. */
const warmUps = 5;
const pages = 5;
const waitingEach = 50;

/** What people and alerts wait for, by its name. */
export async function askAll(system: BenchSystem, db: Database, alerts: number): Promise<Map<string, Asked>> {
  return new Map<string, Asked>([
    ...(await alone(system, alerts)),
    ...(await board(system, db)),
    ...(await search(system)),
    ["the relay's query, 500 alerts waiting", { milliseconds: await relayQuery(system, db) }],
    ["metrics", { milliseconds: await metrics(system), countsAll: true }],
  ]);
}

async function alone(system: BenchSystem, count: number): Promise<[string, Asked][]> {
  const posted: Posted[] = [];
  for (const person of system.people(count)) posted.push(await fromAlertToRecovery(system, person));
  const { call, mail } = firstsOf(posted, await system.outside.arrivals());
  return [
    [
      `alone (${count} alerts), intake's answer`,
      { milliseconds: posted.map((one) => one.answerMilliseconds) },
    ],
    ["alone, alert → mail handed over", { milliseconds: mail }],
    ["alone, alert → request to the phone provider", { milliseconds: call }],
  ];
}

/** The board's rows, and what the feed of changes asks for every 150 ms and reads of a changed row. */
async function board(system: BenchSystem, db: Database): Promise<[string, Asked][]> {
  try {
    await openMany(db);
    const answers = await timed(() => get(system, "/api/board"));
    const changes = await timed(async () => {
      const cursor = await changesCursor(db);
      await db.execute(
        sql`update incidents set taken_by = 'bench' where number = (select max(number) from incidents)`,
      );
      const { incidents } = await changesSince(db, cursor, 501);
      if (incidents.length === 0) throw new Error("the change was not found");
      await incidentsNumbered(db, incidents);
    });
    return [
      ["board of 2,000 open incidents, the API's answer", { milliseconds: answers }],
      ["board, a change found and read", { milliseconds: changes }],
    ];
  } finally {
    await db.execute(sql`delete from incidents where source = 'bench-board'`);
  }
}

async function search(system: BenchSystem): Promise<[string, Asked][]> {
  const customer = system.customers[3]!.id;
  const list = (parameters: string) => get<Page>(system, `/api/incidents?limit=50${parameters}`);
  const [newest] = (await list("")).incidents;
  const of = async (what: string, ask: () => Promise<unknown>): Promise<[string, Asked]> => [
    what,
    { milliseconds: await timed(ask) },
  ];
  return [
    await of("search, newest page", () => list("")),
    await of("search, a customer's", () => list(`&customer=${customer}`)),
    await of("search, a customer's closed ones", () => list(`&customer=${customer}&state=closed`)),
    await of("search, open ones", () => list("&state=triage,open")),
    await of(`search, ${pages} pages`, async () => {
      let page = await list("");
      for (let turned = 1; turned < pages; turned++) page = await list(`&cursor=${page.nextCursor}`);
      if (page.incidents.length !== 50) throw new Error("the last page is not full");
    }),
    await of("an incident's page", () => get(system, `/api/incidents/${newest!.number}`)),
  ];
}

interface Page {
  incidents: { number: number }[];
  nextCursor: string | null;
}

/** Rolled back, so that no alert is relayed. */
async function relayQuery({ customers }: BenchSystem, db: Database): Promise<number[]> {
  let milliseconds: number[] = [];
  const undoing = new Error("only to measure");
  const measuring = db.transaction(async (tx) => {
    for (const { id } of customers) await wait(tx, id);
    const turn = { perCustomer: 10, youngPerCustomer: 10, now: new Date(), except: [] };
    milliseconds = await timed(async () => {
      const { alerts } = await waitingAlerts(tx, turn);
      if (alerts.length < customers.length) throw new Error("not every customer's alerts wait");
    });
    throw undoing;
  });
  await measuring.catch((error: unknown) => {
    if (error !== undoing) throw error;
  });
  return milliseconds;
}

const wait = (tx: Transaction, customer: string) =>
  tx.execute(sql`
    insert into alerts (customer, source, kind, dedup_key, series, status, level, node, alarm, details, accepted_at)
    select ${customer}, 'tool', 'native', n::text, '', 'firing', 'middle', 'node', 'alarm', '{}', now()
    from generate_series(1, ${waitingEach}::int) n`);

/** An answer is kept for 2 seconds. */
async function metrics(system: BenchSystem): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    milliseconds.push(...(await timed(() => read(system, "/metrics"), 1)));
  }
  return milliseconds;
}

async function timed(act: () => Promise<unknown>, times = warmUps + rounds): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let round = 0; round < times; round++) {
    const begin = now();
    await act();
    milliseconds.push(now() - begin);
  }
  return milliseconds.slice(-rounds);
}

async function read({ api, token }: BenchSystem, address: string): Promise<string> {
  const response = await fetch(`${api}${address}`, { headers: { authorization: `Bearer ${token}` } });
  const body = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${body}`);
  return body;
}

const get = async <Answer>(system: BenchSystem, address: string): Promise<Answer> =>
  JSON.parse(await read(system, address)) as Answer;
