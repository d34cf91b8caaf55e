import type { Database } from "../../db/connect.ts";
import { currentConfiguration } from "../../db/customers/customers.ts";
import type { Person } from "../../db/people/tokens.ts";
import type { SilenceRow } from "../../db/schema/index.ts";
import { nodesSeenSince } from "../../db/silences/asked.ts";
import { addSilence } from "../../db/silences/silences.ts";
import { customerFieldTexts } from "../../domain/customers/fieldTexts.ts";
import { DomainError } from "../../domain/errors.ts";
import { personText } from "../../domain/people/actor.ts";
import {
  beginningNow,
  daysOfAlerts,
  faultsOfRequest,
  isAskedTooLate,
  namesToLookUp,
  type SilenceRequest,
} from "../../domain/silences/request.ts";
import { silenceFieldTexts, silenceRefusalTexts } from "../../domain/silences/texts.ts";
import { invalid } from "../http/invalidInput.ts";
import { assertMayAskFor, visibleTo } from "../people/visibility.ts";
import type { AskedSilence } from "./schemas.ts";

interface Asking {
  customer: string;
  person: Person;
  now: Date;
}

/** Sets a silence, or refuses with everything that is wrong with it. */
export async function askForSilence(
  db: Database,
  body: AskedSilence,
  { customer, person, now }: Asking,
): Promise<SilenceRow> {
  const current = await currentConfiguration(db, customer);
  if (current === null) throw unknownCustomer(customer);
  const { configuration } = current;
  const asked = requestOf(body);
  const since = new Date(now.getTime() - daysOfAlerts * 24 * 3600_000);
  const seenNodes = await nodesSeenSince(db, customer, namesToLookUp(asked, configuration), since);
  const errors = faultsOfRequest(asked, { configuration, seenNodes, now });
  if (errors.length > 0)
    throw new DomainError("invalid_input", silenceRefusalTexts.cannotBeSet(), { errors });
  const times = beginningNow(asked, now);
  const silence = {
    ...times,
    targets: asked.targets === "all" ? ("all" as const) : [...asked.targets],
    alarms: asked.alarms === null ? null : [...asked.alarms],
    customer,
    timezone: configuration.timezone,
    reason: body.reason ?? null,
    requestedBy: personText(person),
    requestedAt: now,
    planned: null,
    needsYes: person.role === "customer" && isAskedTooLate(times, configuration, now),
  };
  return await db.transaction((tx) => addSilence(tx, silence, now));
}

function requestOf({ targets, alarms, system, from, until, every }: AskedSilence): SilenceRequest {
  return { targets, alarms: alarms ?? null, system: system ?? null, from, until, every: every ?? null };
}

/** Whom it is for: people of one customer need not say so. */
export function customerToAskFor(person: Person, given: string | null): string {
  assertMayAskFor(person, given ?? undefined);
  if (given !== null) return given;
  const [only, ...others] = visibleTo(person) ?? [];
  if (only === undefined || others.length > 0) throw invalid("customer", silenceFieldTexts.whichCustomer());
  return only;
}

function unknownCustomer(customer: string): DomainError {
  const message = customerFieldTexts.unknownCustomer({ customer });
  return new DomainError("unknown_customer", message, { errors: [{ path: "customer", message }] });
}
