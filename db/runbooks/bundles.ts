import { createHash } from "node:crypto";
import type { Database, Queryable } from "../connect.ts";
import { and, asc, eq, inArray, lt } from "../drizzle.ts";
import { bundles, runbookRuns } from "../schema/index.ts";
import type { Vault } from "../vault.ts";
import type { RunRow, RunStepRow } from "./runbookRuns.ts";

export type BundleRow = Omit<typeof bundles.$inferSelect, "content" | "keyId" | "nonce">;

/**
 * Attaches to its incident what a step brought from its target, sealed, since logs contain what only
 * operators may read. A repeated step keeps a single bundle.
 */
export async function keepBundle(
  db: Queryable,
  vault: Vault,
  run: RunRow,
  { sequence }: RunStepRow,
  content: Buffer,
  at: Date,
): Promise<void> {
  const digest = createHash("sha256").update(content).digest("hex");
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const { ciphertext, keyId, nonce } = vault.seal(run.customer, sealedAs({ run: run.id, sequence }), content);
  const kept = { content: ciphertext, keyId, nonce, digest, bytes: content.length, at };
  await db
    .insert(bundles)
    .values({ ...kept, incident: run.incident, run: run.id, sequence, name: `${run.target}-${stamp}.tar.gz` })
    .onConflictDoUpdate({ target: [bundles.run, bundles.sequence], set: kept });
}

/** Oldest first, without their content. */
export const bundlesOf = (db: Queryable, incident: number): Promise<BundleRow[]> =>
  db.select(aboutBundle).from(bundles).where(eq(bundles.incident, incident)).orderBy(asc(bundles.at));

export async function bundleContent(
  db: Queryable,
  vault: Vault,
  incident: number,
  id: string,
): Promise<{ name: string; content: Buffer } | null> {
  const [row] = await db
    .select({ bundle: bundles, customer: runbookRuns.customer })
    .from(bundles)
    .innerJoin(runbookRuns, eq(runbookRuns.id, bundles.run))
    .where(and(eq(bundles.incident, incident), eq(bundles.id, id)));
  if (row === undefined) return null;
  const { name, content, keyId, nonce } = row.bundle;
  if (keyId === null || nonce === null) return { name, content };
  const sealed = { keyId, nonce, ciphertext: content };
  return { name, content: vault.openBytes(row.customer, sealedAs(row.bundle), sealed) };
}

const mostAtOnce = 100;

/** Removes bundles older than the retention, at most a hundred at once; returns how many. */
export async function removeOldBundles(db: Database, at: Date, retentionDays: number): Promise<number> {
  const old = db
    .select({ id: bundles.id })
    .from(bundles)
    .where(lt(bundles.at, new Date(at.getTime() - retentionDays * 24 * 3_600_000)))
    .limit(mostAtOnce);
  const removed = await db.delete(bundles).where(inArray(bundles.id, old)).returning({ id: bundles.id });
  return removed.length;
}

/** What the seal is bound to, so that a moved row does not open; no secret's name has a slash. */
const sealedAs = ({ run, sequence }: Pick<BundleRow, "run" | "sequence">): string =>
  `bundle/${run}/${sequence}`;

const aboutBundle = {
  id: bundles.id,
  incident: bundles.incident,
  run: bundles.run,
  sequence: bundles.sequence,
  name: bundles.name,
  bytes: bundles.bytes,
  digest: bundles.digest,
  at: bundles.at,
};
