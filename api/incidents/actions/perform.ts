import { ownPhone } from "../../../db/calls/ownPhone.ts";
import type { Database } from "../../../db/connect.ts";
import { configurationVersion } from "../../../db/customers/customers.ts";
import { findIncident, type ShownIncident } from "../../../db/incidents/incidents.ts";
import { type AuditBeginning, audited, operatorPhonesSince } from "../../../db/people/audit.ts";
import type { Person } from "../../../db/people/tokens.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import { DomainError } from "../../../domain/errors.ts";
import { mayEver } from "../../../domain/incidents/actions/decide.ts";
import { type Action, type ActionSaid, declarationOf } from "../../../domain/incidents/actions/table.ts";
import { refusalTexts, unavailableTexts } from "../../../domain/incidents/steeringTexts.ts";
import { personText } from "../../../domain/people/actor.ts";
import { recipientTexts } from "../../../domain/words/fields.ts";
import { isOutage } from "../../http/outage.ts";
import { findVisible } from "./findVisible.ts";
import type { Order, OrderContext } from "./orders.ts";
import { type Speaking, say, type Word } from "./temporalUpdate.ts";

export interface ActionsDeps extends Speaking {
  db: Database;
  clock: () => Date;
  runbooks: OfferedRunbooks;
  /** ISO codes of the countries that may be called. */
  callCountries: readonly string[];
  /** Gives an incident without a run a new one. */
  revive: (incident: number) => Promise<void>;
}

/** How many different numbers of their own a person may have called in a day. */
const mostPhonesADay = 5;

/** One person's action on one incident. */
export interface Performance {
  person: Person;
  via: "session" | "token";
  number: number;
  order: Order;
  /** The request's own name: the update's id, and the row of the audit log. */
  request: string;
}

/**
 * Performs a person's order: checks who they are and what they may do, then sends the update to the workflow,
 * which alone decides whether it fits now. The audit log records the order before, and its outcome after.
 */
export async function perform(deps: ActionsDeps, performance: Performance): Promise<void> {
  const { person, number, order } = performance;
  const incident = await findVisible(deps.db, number, person);
  if (!mayEver(order.action, person.role)) throw new DomainError("forbidden", refusalTexts.forbidden());
  const context = await contextOf(deps, person, incident);
  const word = order.word(context);
  await audited(deps.db, beginningOf(deps, performance, incident, word), async () => {
    try {
      if (order.action === "placeCall") await mayUsePhone(deps, person.name);
      await sayOrRevive(deps, incident, performance.request, word);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!(await isResolvedByThis(deps.db, number, word, error)))
        throw await withNames(deps.db, incident, order.action, error);
    }
  });
}

/**
 * Limits how many numbers a stolen login can ring. This request is already in the audit log, so it counts
 * too.
 */
async function mayUsePhone({ db, clock }: ActionsDeps, person: string): Promise<void> {
  const since = new Date(clock().getTime() - 86_400_000);
  if ((await operatorPhonesSince(db, person, since)) <= mostPhonesADay) return;
  const message = recipientTexts.tooManyPhones({ most: mostPhonesADay });
  throw new DomainError("too_many_phones", message);
}

/** If an open incident has lost its run, this starts a new one and sends it the update. */
async function sayOrRevive(
  deps: ActionsDeps,
  { number, workflowId }: ShownIncident,
  request: string,
  word: Word,
): Promise<void> {
  try {
    await say(deps, workflowId, request, word);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "incident_closed")) throw error;
    if ((await findIncident(deps.db, number, null))?.closedAt !== null) throw error;
    await deps.revive(number).catch((cause: unknown) => {
      throw isOutage(cause)
        ? cause
        : new DomainError("unavailable", unavailableTexts.notReached(), { cause });
    });
    await say(deps, workflowId, request, word);
  }
}

async function contextOf(
  { db, runbooks, callCountries }: ActionsDeps,
  person: Person,
  incident: ShownIncident,
): Promise<OrderContext> {
  const { customer, version, rule, system, node } = incident;
  const known = customer !== null && version !== null;
  return {
    // The workflow's id belongs to the alert key, so the update names the incident: a later incident of that
    // key must not take it.
    who: {
      by: personText(person),
      incident: incident.number,
    },
    detectedAt: incident.openedAt < incident.detectedAt ? incident.openedAt : incident.detectedAt,
    phone: await ownPhone(db, person.name),
    configuration: known ? await configurationVersion(db, version) : null,
    rule,
    system,
    node,
    runbooks,
    callCountries,
  };
}

function beginningOf(
  deps: ActionsDeps,
  { person, via, number, order, request }: Performance,
  incident: ShownIncident,
  { said }: Word,
): AuditBeginning {
  const { by: _by, incident: _incident, ...detail } = said;
  return {
    at: deps.clock(),
    person: person.name,
    role: person.role,
    via,
    request,
    action: order.action,
    customer: incident.customer,
    incident: number,
    detail,
  };
}

/** Whether this same request closed the incident but its answer was lost: a repeat gets the same answer. */
async function isResolvedByThis(
  db: Database,
  number: number,
  word: Word,
  error: DomainError,
): Promise<boolean> {
  if (word.update !== "resolve") return false;
  const now = error.code === "incident_closed" ? await findIncident(db, number, null) : null;
  const { by, reason } = word.said as ActionSaid<"resolve">;
  return now !== null && now.resolvedBy === by && now.resolvedReason === reason;
}

/** Tells a second person who came first. A refusal about one field names the field. */
async function withNames(
  db: Database,
  incident: ShownIncident,
  action: Action,
  error: DomainError,
): Promise<DomainError> {
  const path = declarationOf(action).fieldAtFault?.[error.code];
  if (path !== undefined)
    return new DomainError(error.code, error.publicMessage, {
      errors: [{ path, message: error.publicMessage }],
    });
  if (error.code !== "incident_closed") return error;
  const now = await findIncident(db, incident.number, null);
  // Its run has not begun, as after a Temporal outage. The incident is not closed, and the request may be
  // sent again.
  if (now !== null && now.closedAt === null)
    return new DomainError("unavailable", unavailableTexts.notReached());
  const by = now?.resolvedBy ?? null;
  if (by === null) return error;
  return new DomainError(error.code, refusalTexts.closedBy({ by }));
}
