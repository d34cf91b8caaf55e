import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import type { Assigned } from "../../domain/incidents/assigned.ts";
import { incidentEvents } from "../../domain/incidents/events.ts";
import { type Ruled, ruledBy } from "../../domain/incidents/leadsTo.ts";
import { changeBy } from "../../domain/incidents/row.ts";
import { assignRefusalTexts as texts } from "../../domain/incidents/steeringTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Database, Queryable, Transaction } from "../connect.ts";
import { configurationVersion, currentConfiguration } from "../customers/customers.ts";
import { and, eq, isNull } from "../drizzle.ts";
import { type IncidentRow, incidents, timeline } from "../schema/index.ts";
import { tellTimeline } from "../timelineLines.ts";
import { keepAssignment } from "./assignments.ts";

export interface AssignOrder {
  incident: number;
  /** Exactly one of the two is set. */
  rule: string | null;
  customer: string | null;
  by: string;
  request: string | null;
  at: Date;
}

/**
 * Assigns an incident in triage its rule, or its customer with the rule that matches (R5.1a). The decision
 * also holds for later incidents of the source and key. An incident never moves from one customer to another.
 */
export async function assignToTriage(db: Database, order: AssignOrder): Promise<Assigned> {
  const [row] = await db.select().from(incidents).where(eq(incidents.number, order.incident));
  if (row === undefined) return refused("not_found", texts.noSuchIncident());
  return order.customer === null
    ? await assignRule(db, row, order, order.rule ?? "")
    : await assignCustomer(db, row, order, order.customer);
}

async function assignRule(
  db: Database,
  row: IncidentRow,
  order: AssignOrder,
  rule: string,
): Promise<Assigned> {
  if (row.customer === null || row.version === null)
    return refused("customer_unknown", texts.customerFirst());
  const { customer, version } = row;
  const configuration = await configurationVersion(db, version);
  const ruled = ruledBy(configuration, row, row.detectedAt, rule);
  if (ruled.reason !== "rule-assigned") return refused("unknown_rule", texts.unknownRule({ rule }));
  return await settle(db, row, order, { customer, version, configuration, ruled, key: customer });
}

async function assignCustomer(
  db: Database,
  row: IncidentRow,
  order: AssignOrder,
  customer: string,
): Promise<Assigned> {
  // For the same customer, this is a repeat of the request whose answer was lost.
  if (row.customer !== null && row.customer !== customer)
    return refused("customer_known", texts.customerKnown({ customer: row.customer }));
  const current = await currentConfiguration(db, customer);
  if (current === null) return refused("unknown_customer", texts.unknownCustomer({ customer }));
  if (await hasOpenOne(db, row, customer)) return refused("already_open", texts.alreadyOpen());
  const { configuration, version } = current;
  // A person has now seen that the alert could not be read, so that is no reason for triage any more.
  const ruled = ruledBy(configuration, row, row.detectedAt, null);
  return await settle(db, row, order, { customer, version, configuration, ruled, key: null });
}

interface Decided {
  customer: string;
  version: number;
  configuration: CustomerConfiguration;
  ruled: Ruled;
  /** The customer under whose name this key's alerts arrive. */
  key: string | null;
}

async function settle(
  db: Database,
  row: IncidentRow,
  order: AssignOrder,
  decided: Decided,
): Promise<Assigned> {
  const { customer, version, configuration, ruled } = decided;
  const { system, handling } = ruled;
  const rule = ruled.rule.name;
  const toTriage = handling.operators === "triage";
  const won = await db.transaction(async (tx) => {
    const changed = await tx
      .update(incidents)
      .set({
        customer,
        version,
        rule,
        system,
        ...(toTriage
          ? {}
          : { state: changeBy(row, { is: "assigned" }).state, attention: null, attentionAt: null }),
      })
      .where(and(eq(incidents.number, row.number), isNull(incidents.closedAt), eq(incidents.state, "triage")))
      .returning({ number: incidents.number });
    if (changed.length === 0) return await isAnsweredAgain(tx, row, order);
    await keep(tx, row, order, decided);
    return true;
  });
  if (!won) return refused("not_in_triage", texts.noLongerInTriage());
  const { by } = order;
  return {
    result: "assigned",
    by,
    customer,
    rule,
    system,
    plan: configuration.plan,
    handling,
  };
}

/** A repeat: this request was carried out, and only its answer was lost. */
async function isAnsweredAgain(
  tx: Transaction,
  row: IncidentRow,
  { request }: AssignOrder,
): Promise<boolean> {
  const [line] = await tx
    .select({ id: timeline.id })
    .from(timeline)
    .where(and(eq(timeline.incident, row.number), eq(timeline.fact, `assigned/${request}`)));
  return line !== undefined;
}

/** A customer's rules are matched again for each later alert; a rule chosen by name stays. */
async function keep(tx: Transaction, row: IncidentRow, order: AssignOrder, decided: Decided): Promise<void> {
  const { by, at, request } = order;
  const { source, dedupKey, number } = row;
  const byCustomer = order.customer !== null;
  const rule = decided.ruled.rule.name;
  await keepAssignment(
    tx,
    { customer: decided.key, source, dedupKey },
    { toCustomer: byCustomer ? decided.customer : null, rule: byCustomer ? null : rule, by, at },
  );
  const event = byCustomer
    ? incidentEvents.customerAssigned({ customer: decided.configuration.name, rule })
    : incidentEvents.ruleAssigned({ rule });
  await tellTimeline(tx, [{ incident: number, at, actor: by, event, fact: `assigned/${request}` }]);
}

async function hasOpenOne(db: Queryable, row: IncidentRow, customer: string): Promise<boolean> {
  const [other] = await db
    .select({ number: incidents.number })
    .from(incidents)
    .where(
      and(
        eq(incidents.customer, customer),
        eq(incidents.source, row.source),
        eq(incidents.dedupKey, row.dedupKey),
        isNull(incidents.closedAt),
      ),
    );
  return other !== undefined && other.number !== row.number;
}

const refused = (code: string, reason: Text): Assigned => ({ result: "refused", code, reason });
