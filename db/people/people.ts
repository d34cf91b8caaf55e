import { DomainError } from "../../domain/errors.ts";
import { engine } from "../../domain/people/actor.ts";
import type { Database, Queryable } from "../connect.ts";
import { and, eq, inArray, isNull } from "../drizzle.ts";
import { customers, people, type Role } from "../schema/index.ts";
import { enableLogin, setPassword } from "./logins.ts";
import { issueToken, type TokenTerms } from "./tokens.ts";

export interface NewPerson {
  name: string;
  role: Role;
  /** Set only for a customer's person; others see all customers. */
  customers: readonly string[];
  /** E.164. */
  phone: string | null;
  /** The address by which the company's login finds the person. */
  mail?: string | null;
}

interface Access {
  token: boolean | TokenTerms;
  passwordHash?: string;
}

/**
 * Adds or updates a person. Customers and phone may change but the role may not, since a name once forgotten
 * could turn a customer into an operator. Returns a token if asked for, readable only now.
 */
export async function addPerson(
  db: Database,
  person: NewPerson,
  access: Access,
  now: Date,
): Promise<{ added: boolean; token: string | null }> {
  refuseImpossible(person);
  return db.transaction(async (tx) => {
    await refuseUnknownCustomers(tx, person.customers);
    const { mail = null, ...known } = person;
    const row = { ...known, customers: [...person.customers], createdAt: now };
    const inserted = await tx.insert(people).values(row).onConflictDoNothing().returning();
    const added = inserted.length > 0;
    if (!added) await update(tx, person);
    if (mail !== null) await enableLogin(tx, { name: person.name, mail }, now);
    if (access.passwordHash !== undefined) await setPassword(tx, person.name, access.passwordHash, now);
    return { added, token: await tokenFor(tx, person.name, access.token, now) };
  });
}

async function tokenFor(
  db: Queryable,
  name: string,
  wanted: Access["token"],
  now: Date,
): Promise<string | null> {
  if (wanted === false) return null;
  return (await issueToken(db, name, now, wanted === true ? {} : wanted)).token;
}

async function update(db: Queryable, person: NewPerson): Promise<void> {
  const [present] = await db.select().from(people).where(eq(people.name, person.name)).for("update");
  if (present !== undefined && present.role !== person.role)
    throw new DomainError(
      "role_change",
      `"${person.name}" is ${present.role} already and does not become ${person.role}; choose another name.`,
    );
  if (present?.disabledAt != null)
    throw new DomainError("person_disabled", `"${person.name}" is disabled: toban user enable comes first.`);
  await db
    .update(people)
    .set({ customers: [...person.customers], ...(person.phone === null ? {} : { phone: person.phone }) })
    .where(eq(people.name, person.name));
}

function refuseImpossible({ name, role, customers: belongsTo }: NewPerson): void {
  // Names appear as actors on the timeline, next to the engine's own and `customer:NAME`.
  if (!/^[^\p{C}\s:](?:[^\p{C}:]{0,98}[^\p{C}\s:])?$/u.test(name) || name === engine)
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
