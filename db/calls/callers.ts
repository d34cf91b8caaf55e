import { isOnAList, mostRead, mostUrgentFirst } from "../../domain/calls/incoming/reading.ts";
import type { Database, Queryable } from "../connect.ts";
import { configurationVersion } from "../customers/customers.ts";
import { and, eq, gte, inArray, isNotNull, isNull, type SQL, sql } from "../drizzle.ts";
import { calls, type IncidentRow, incidents, people } from "../schema/index.ts";

/** A customer's person, found by the calling number. */
export interface Caller {
  customer: string;
  /** The contact's id in the customer's file. */
  contact: string;
  name: string;
  reading: string | null;
  customerName: string;
}

/** The contacts with this number in any customer's current configuration. */
export async function contactsWithPhone(db: Queryable, phone: string): Promise<Caller[]> {
  const rows = await db.execute<Caller & Record<string, unknown>>(sql`
    select customers.id as customer, customers.name as "customerName", contact.key as contact,
        contact.value->>'name' as name, contact.value->>'reading' as reading
      from customers join customer_versions on customer_versions.id = customers.current_version,
        jsonb_each(customer_versions.configuration->'contacts') contact
      where customers.retired_at is null and contact.value->>'phone' = ${phone}
      order by customers.id, contact.key`);
  return [...rows];
}

/**
 * The open incidents a person calling back wants to know about, most urgent first: those for which this
 * number was rung or the person was mailed or, if there are none, those with the person on a call list.
 */
export async function incidentsOfCaller(
  db: Database,
  callers: readonly Caller[],
  phone: string,
): Promise<number[]> {
  const customers = [...new Set(callers.map(({ customer }) => customer))];
  if (customers.length === 0) return [];
  const open = await db
    .select({ incident: incidents, told: wasTold(callers, phone) })
    .from(incidents)
    .where(and(isNull(incidents.closedAt), inArray(incidents.customer, customers)));
  const told = open.filter((row) => row.told);
  const concerned = told.length > 0 ? told : await listed(db, callers, open);
  return mostUrgentFirst(concerned.map((row) => row.incident))
    .slice(0, mostRead)
    .map(({ number }) => number);
}

function wasTold(callers: readonly Caller[], phone: string): SQL<boolean> {
  const mailed = callers.map(
    ({ customer, contact }) => sql`(${incidents.customer} = ${customer} and recipient = ${contact})`,
  );
  return sql<boolean>`(exists (select from calls where calls.incident = ${incidents.number}
      and calls.phone = ${phone} and calls.requested_at is not null and not calls.not_placed)
    or exists (select from dispatches where dispatches.incident = ${incidents.number}
      and channel = 'mail' and outcome = 'sent' and (${sql.join(mailed, sql` or `)})))`;
}

async function listed<Row extends { incident: IncidentRow }>(
  db: Database,
  callers: readonly Caller[],
  open: readonly Row[],
): Promise<Row[]> {
  const kept: Row[] = [];
  for (const row of open) {
    const { version, customer, rule: name } = row.incident;
    if (version === null) continue;
    const { rules } = await configurationVersion(db, version);
    const rule = rules.find((one) => one.name === name);
    const own = callers.filter((caller) => caller.customer === customer);
    if (rule !== undefined && own.some(({ contact }) => isOnAList(rule, contact))) kept.push(row);
  }
  return kept;
}

const mayAnswerMinutes = 60;

/**
 * Which of these incidents a caller may acknowledge: those for which this number was rung within the hour.
 * The calling number itself proves nothing, since anybody can fake it.
 */
export async function rungWithinHour(
  db: Queryable,
  call: { phone: string; startedAt: Date },
  among: readonly number[],
): Promise<number[]> {
  const since = new Date(call.startedAt.getTime() - mayAnswerMinutes * 60_000);
  const rows = await db
    .selectDistinct({ incident: calls.incident })
    .from(calls)
    .where(
      and(
        inArray(calls.incident, [...among]),
        eq(calls.phone, call.phone),
        gte(calls.requestedAt, since),
        eq(calls.notPlaced, false),
      ),
    );
  return rows.map(({ incident }) => incident);
}

/** How many telephones the provider rings at the same time. */
const mostOperators = 10;

export interface OperatorAtPhone {
  name: string;
  phone: string;
}

/**
 * The operators whose telephones ring for a caller: the one who has taken the most urgent of these incidents,
 * otherwise all of them.
 */
export async function operatorsToRing(db: Queryable, about: readonly number[]): Promise<OperatorAtPhone[]> {
  const all = await db
    .select({ name: people.name, phone: sql<string>`${people.phone}` })
    .from(people)
    .where(
      and(inArray(people.role, ["operator", "admin"]), isNotNull(people.phone), isNull(people.disabledAt)),
    )
    .orderBy(people.name);
  const taken = await db
    .select({ by: incidents.takenBy, number: incidents.number })
    .from(incidents)
    .where(and(inArray(incidents.number, [...about]), isNotNull(incidents.takenBy)));
  const inHand = about.map((number) => taken.find((row) => row.number === number)?.by);
  const first = inHand.map((by) => all.find(({ name }) => name === by)).find((one) => one !== undefined);
  return first === undefined ? all.slice(0, mostOperators) : [first];
}
