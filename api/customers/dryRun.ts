import type { z } from "zod";
import { whyWouldBeSkipped } from "../../db/calls/callClaim.ts";
import type { Database } from "../../db/connect.ts";
import type { CallPlan, CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { customerFieldTexts } from "../../domain/customers/fieldTexts.ts";
import { DomainError } from "../../domain/errors.ts";
import {
  type SkipReasons,
  supposeAlert,
  supposedEscalation,
  supposedFirstResponse,
  supposedMails,
  supposedRings,
} from "../../domain/incidents/dryRun/dryRun.ts";
import { dryRunTexts } from "../../domain/incidents/dryRun/texts.ts";
import { explainDryRun, operatorsReason } from "../../domain/incidents/dryRun/words.ts";
import { sayOrNull } from "../../domain/say.ts";
import type { Language } from "../../domain/words/language.ts";
import type { DryRunAnswer, dryRunRequestSchema } from "./schemas.ts";

type Asked = z.output<typeof dryRunRequestSchema>;

/**
 * Tells who would be called if this alert came now, or at another time. The real rules decide; nobody is
 * told.
 */
export async function dryRun(
  db: Database,
  configuration: CustomerConfiguration,
  asked: Asked,
  { now, language }: { now: Date; language: Language },
): Promise<DryRunAnswer> {
  const { node, alarm, level } = asked;
  const system = knownSystem(configuration, asked.system ?? null);
  const at = asked.at == null ? now : new Date(asked.at);
  const incident = supposeAlert(configuration, { node, alarm, level, system, at });
  const { call } = incident.handling;
  // For a past moment, calls made since then must not count as reasons to skip.
  const skips = at < now || call === null ? {} : await skipReasons(db, configuration, call, { at, language });
  const mails = supposedMails(configuration, incident.handling.mailTo, language);
  const rings = supposedRings(configuration, call, skips, language);
  return {
    rule: incident.rule.name,
    band: incident.band,
    system: incident.system,
    mail: mails,
    chats: incident.handling.chats,
    calls: rings,
    operators: operatorsReason(incident, language),
    firstResponse: supposedFirstResponse(configuration, incident.rule, language),
    escalation: supposedEscalation(configuration, incident, language),
    explanation: [
      ...explainDryRun(configuration, incident, { mails, rings }, language),
      ...(at < now && rings.length > 0 ? [dryRunTexts.pastMoment(language)] : []),
    ],
  };
}

function knownSystem({ systems }: CustomerConfiguration, system: string | null): string | null {
  if (system === null || Object.hasOwn(systems, system)) return system;
  throw new DomainError("invalid_input", customerFieldTexts.faulty(), {
    errors: [{ path: "system", message: customerFieldTexts.unknownSystem() }],
  });
}

async function skipReasons(
  db: Database,
  { customer, contacts }: CustomerConfiguration,
  { list, skipMinutes }: CallPlan,
  { at, language }: { at: Date; language: Language },
): Promise<SkipReasons> {
  const reasons = list.map(async (contact) => {
    const phone = contacts[contact]?.phone ?? null;
    const why = phone === null ? null : await whyWouldBeSkipped(db, { customer, phone, skipMinutes }, at);
    return [contact, sayOrNull(why, language)] as const;
  });
  return Object.fromEntries(await Promise.all(reasons));
}
