import { createHash, randomBytes } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { DomainError } from "../../domain/errors.ts";
import type { Database, Queryable } from "../connect.ts";
import { apiTokens, customers, people, type Role } from "../schema/index.ts";

export interface NewPerson {
  name: string;
  role: Role;
  /** Given for a customer's person alone; the others see all. */
  customers: readonly string[];
  /** E.164. */
  phone: string | null;
}

/**
 * Adds a person, or brings one up to date: customers and phone may be given anew, the role may not, since a
 * forgotten name would turn a customer into an operator. Returns a token where one is wanted, readable only now.
 */
export async function addPerson(
  db: Database,
  person: NewPerson,
  options: { token: boolean },
  now: Date,
): Promise<{ added: boolean; token: string | null }> {
  refuseImpossible(person);
  return db.transaction(async (tx) => {
    await refuseUnknownCustomers(tx, person.customers);
    const row = { ...person, customers: [...person.customers], createdAt: now };
    const inserted = await tx.insert(people).values(row).onConflictDoNothing().returning();
    const added = inserted.length > 0;
    if (!added) await update(tx, person);
    return { added, token: options.token ? await issueToken(tx, person.name, now) : null };
  });
}

async function update(db: Queryable, person: NewPerson): Promise<void> {
  const [present] = await db.select().from(people).where(eq(people.name, person.name)).for("update");
  if (present !== undefined && present.role !== person.role)
    throw new DomainError(
      "role_change",
      `"${person.name}" is ${present.role} already and does not become ${person.role}; choose another name.`,
    );
  await db
    .update(people)
    .set({ customers: [...person.customers], ...(person.phone === null ? {} : { phone: person.phone }) })
    .where(eq(people.name, person.name));
}

/** A token of 256 random bits; its SHA-256 is stored, which is enough for something that cannot be guessed. */
async function issueToken(db: Queryable, person: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await db.insert(apiTokens).values({ tokenHash, person, issuedAt: now });
  return token;
}

function refuseImpossible({ name, role, customers: belongsTo }: NewPerson): void {
  // Names stand as actors on the timeline, beside the engine's own and `customer:NAME`.
  if (!/^[^\p{C}\s:](?:[^\p{C}:]{0,98}[^\p{C}\s:])?$/u.test(name) || name === "toban")
    throw new DomainError("bad_name", `${JSON.stringify(name)} cannot be a person's name.`);
  if (role === "customer" && belongsTo.length === 0)
    throw new DomainError("customer_missing", "A person of role customer needs at least one --customer.");
  if (role !== "customer" && belongsTo.length > 0)
    throw new DomainError("customer_not_wanted", `Role ${role} sees every customer: leave --customer out.`);
}

async function refuseUnknownCustomers(db: Queryable, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return;
  const found = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, [...wanted]), isNull(customers.retiredAt)));
  const unknown = wanted.filter((id) => !found.some((row) => row.id === id));
  if (unknown.length === 0) return;
  const names = unknown.map((id) => `"${id}"`).join(", ");
  throw new DomainError("unknown_customer", `There is no customer ${names}; import its file first.`);
}
