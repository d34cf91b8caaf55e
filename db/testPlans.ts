import postgres from "postgres";
import type { Database } from "./connect.ts";
import { drizzle } from "./drizzle.ts";
import * as schema from "./schema/index.ts";

/** A statement as the driver sends it. */
interface Sent {
  text: string;
  values: NonNullable<Parameters<Unsafe>[1]>;
}

/** A database connection whose statements are kept, so that their plans can be asked for. */
export interface Watched {
  db: Database;
  /**
   * Does the work and returns what its statements read too much of, as `Seq Scan of TABLE: STATEMENT`: a whole large
   * table, or very many of its rows.
   */
  readTooMuch(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

export function watchDatabase(url: string): Watched {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const asking = postgres(url, { max: 1, onnotice: () => {} });
  // Drizzle takes the driver's own encoding of dates and JSON away.
  drizzle(asking);
  const sent: Sent[] = [];
  return {
    db: drizzle(watching(sql, sent), { schema }),
    async readTooMuch(work) {
      sent.length = 0;
      await work();
      const different = new Map(sent.filter(hasPlan).map((one) => [JSON.stringify(one), one]));
      if (different.size === 0) throw new Error("no statement was sent");
      const found = new Set<string>();
      for (const one of different.values())
        for (const scan of await readTooMuchBy(asking, one))
          found.add(`${scan}: ${one.text.replace(/\s+/g, " ")}`);
      return [...found];
    },
    async close() {
      await Promise.all([sql.end(), asking.end()]);
    },
  };
}

type Unsafe = postgres.Sql["unsafe"];
type Act = (transaction: postgres.TransactionSql) => unknown;

/** The same client, which also notes what is sent with it. */
const watching = <Client extends postgres.Sql | postgres.TransactionSql>(
  client: Client,
  sent: Sent[],
): Client =>
  new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === "unsafe")
        return (...[text, values = [], options]: Parameters<Unsafe>) => {
          sent.push({ text, values });
          return (value as Unsafe)(text, values, options);
        };
      if (name === "begin" || name === "savepoint")
        return (act: Act) =>
          (value as (act: Act) => unknown)((transaction) => act(watching(transaction, sent)));
      return value;
    },
  });

const hasPlan = ({ text }: Sent): boolean => /^\s*(with|select|insert|update|delete)\b/i.test(text);

/** What the planner takes for a large table. */
const largeRows = 900;
const mostRows = 200;

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Total Cost": number;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/**
 * PostgreSQL plans a prepared statement anew for each run, or keeps one plan for all values if that is no dearer, so
 * both are looked at.
 */
async function readTooMuchBy(asking: postgres.Sql, { text, values }: Sent): Promise<string[]> {
  const large = await asking<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and reltuples >= ${largeRows}`;
  const forValues = await asRun(asking, { text, values });
  const forAll = await planOf(asking.unsafe(`explain (generic_plan, format json) ${text}`));
  const plans = isKept(forAll, forValues) ? [forValues, forAll] : [forValues];
  const scans = plans.flatMap(nodesOf).filter((node) => node["Relation Name"] !== undefined);
  const tooMuch = scans.filter(
    (node) =>
      large.some(({ name }) => name === node["Relation Name"]) &&
      (node["Node Type"] === "Seq Scan" || rowsReadBy(node) > mostRows),
  );
  return [...new Set(tooMuch.map((node) => `${node["Node Type"]} of ${node["Relation Name"]}`))];
}

const rowsReadBy = (node: Plan): number =>
  ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 0);

/** Runs it once more and undoes it. What cannot run twice is only planned. */
async function asRun(asking: postgres.Sql, { text, values }: Sent): Promise<Plan> {
  const explain = (how: string) => `explain (${how}format json) ${text}`;
  let plan: Plan | undefined;
  try {
    await asking.begin(async (tx) => {
      plan = await planOf(tx.unsafe(explain("analyze, timing off, "), values));
      throw undoing;
    });
  } catch (error) {
    if (error !== undoing && !isConflict(error)) throw error;
  }
  return plan ?? (await planOf(asking.unsafe(explain(""), values)));
}

const undoing = new Error("only to see how it runs");
const isConflict = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === "23505";

/** What planning costs by PostgreSQL's own estimate, for each table and once more. */
const planningCost = 2.5;
const isKept = (forAll: Plan, forValues: Plan): boolean => {
  const tables = nodesOf(forAll).filter((node) => node["Relation Name"] !== undefined).length;
  return forAll["Total Cost"] < forValues["Total Cost"] + planningCost * (tables + 1);
};

async function planOf(explained: PromiseLike<readonly postgres.Row[]>): Promise<Plan> {
  const [row] = await explained;
  return (row!["QUERY PLAN"] as { Plan: Plan }[])[0]!.Plan;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
