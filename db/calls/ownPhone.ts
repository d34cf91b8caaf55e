import type { Queryable } from "../connect.ts";
import { eq } from "../drizzle.ts";
import { people } from "../schema/index.ts";

/** A person's own telephone (E.164), rung first for operators' calls; null: none is known. */
export async function ownPhone(db: Queryable, person: string): Promise<string | null> {
  const [row] = await db.select({ phone: people.phone }).from(people).where(eq(people.name, person));
  return row?.phone ?? null;
}
