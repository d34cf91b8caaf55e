import type { SilencedAlert } from "../../domain/silences/scope.ts";
import { type Silence, silencedBy } from "../../domain/silences/silence.ts";
import type { Queryable } from "../connect.ts";
import { and, eq, isNull, or, sql } from "../drizzle.ts";
import { type Places, prepared } from "../prepared.ts";
import { silences } from "../schema/index.ts";

/** The silences by which these series of one customer are silenced now; empty: one of them burns aloud. */
export async function silencesOfSeries(
  db: Queryable,
  customer: string,
  burning: readonly SilencedAlert[],
  at: Date,
): Promise<Silence[]> {
  const found = new Map<number, Silence>();
  for (const { system, node, alarm } of burning) {
    const covering = await mayCover(db, { customer, system, node, alarm, at: at.toISOString() });
    if (covering.length === 0) return [];
    for (const silence of covering) found.set(silence.id, silence);
  }
  return silencedBy([...found.values()], burning, at);
}

interface Asked extends SilencedAlert {
  customer: string;
  at: string;
}

/** Those that hold, but for hours of the week, which are the rule's to read. */
const mayCover = prepared((db, { customer, system, node, alarm, at }: Places<Asked>) =>
  db
    .select({
      id: silences.id,
      timezone: silences.timezone,
      system: silences.system,
      targets: silences.targets,
      alarms: silences.alarms,
      from: silences.from,
      until: silences.until,
      every: silences.every,
      needsYes: silences.needsYes,
      answer: silences.answer,
      endedAt: silences.endedAt,
    })
    .from(silences)
    .where(
      and(
        eq(silences.customer, customer),
        isNull(silences.endedAt),
        sql`${silences.until} > ${at}::timestamptz`,
        sql`${silences.from} <= ${at}::timestamptz`,
        or(eq(silences.needsYes, false), eq(silences.answer, "approved")),
        or(isNull(silences.system), eq(silences.system, system)),
        or(isNull(silences.targetsLike), sql`${node} like any(${silences.targetsLike})`),
        or(isNull(silences.alarmsLike), sql`${alarm} like any(${silences.alarmsLike})`),
      ),
    ),
);
