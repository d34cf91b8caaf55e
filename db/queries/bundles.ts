import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "../connect.ts";
import { bundles } from "../schema/index.ts";
import type { RunRow, RunStepRow } from "./runbookRuns.ts";

export type BundleRow = Omit<typeof bundles.$inferSelect, "content">;

/** Attaches to its incident what a step brought from its target; a step that is done again has one bundle. */
export async function keepBundle(
  db: Queryable,
  run: RunRow,
  { sequence }: RunStepRow,
  content: Buffer,
  at: Date,
): Promise<void> {
  const digest = createHash("sha256").update(content).digest("hex");
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const kept = { content, digest, bytes: content.length, at };
  await db
    .insert(bundles)
    .values({ ...kept, incident: run.incident, run: run.id, sequence, name: `${run.target}-${stamp}.tar.gz` })
    .onConflictDoUpdate({ target: [bundles.run, bundles.sequence], set: kept });
}

/** Oldest first, without what is in them. */
export const bundlesOf = (db: Queryable, incident: number): Promise<BundleRow[]> =>
  db.select(aboutBundle).from(bundles).where(eq(bundles.incident, incident)).orderBy(asc(bundles.at));

export async function bundleContent(
  db: Queryable,
  incident: number,
  id: string,
): Promise<{ name: string; content: Buffer } | null> {
  const [row] = await db
    .select({ name: bundles.name, content: bundles.content })
    .from(bundles)
    .where(and(eq(bundles.incident, incident), eq(bundles.id, id)));
  return row ?? null;
}

const aboutBundle = {
  ...{ id: bundles.id, incident: bundles.incident, run: bundles.run, sequence: bundles.sequence },
  ...{ name: bundles.name, bytes: bundles.bytes, digest: bundles.digest, at: bundles.at },
};
