import type { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { whyWouldBeSkipped } from "../../db/queries/callClaim.ts";
import type { CallPlan, CustomerConfiguration } from "../../domain/customer/configuration.ts";
import {
  type SkipReasons,
  supposeAlert,
  supposedEscalation,
  supposedFirstResponse,
  supposedMails,
  supposedRings,
} from "../../domain/customer/dryRun.ts";
import { explainDryRun, operatorsReason } from "../../domain/customer/dryRunWords.ts";
import { DomainError } from "../../domain/errors.ts";
import type { DryRunAnswer, dryRunRequestSchema } from "./schemas.ts";

type Asked = z.output<typeof dryRunRequestSchema>;

/** Who would be called if this alert came now, or at another time: it is decided as in earnest, and nobody is told. */
export async function dryRun(
  db: Database,
  configuration: CustomerConfiguration,
  asked: Asked,
  now: Date,
): Promise<DryRunAnswer> {
  const { node, alarm, level } = asked;
  const system = knownSystem(configuration, asked.system ?? null);
  const at = asked.at == null ? now : new Date(asked.at);
  const incident = supposeAlert(configuration, { node, alarm, level, system, at });
  const { call } = incident.handling;
  // Who was rung since cannot be told of a moment that has passed.
  const skips = at < now || call === null ? {} : await skipReasons(db, configuration, call, at);
  const mails = supposedMails(configuration, incident.handling.mailTo);
  const rings = supposedRings(configuration, call, skips);
  return {
    rule: incident.rule.name,
    band: incident.band,
    system: incident.system,
    mail: mails,
    chats: incident.handling.chats,
    calls: rings,
    operators: operatorsReason(incident),
    firstResponse: supposedFirstResponse(configuration, incident.rule),
    escalation: supposedEscalation(configuration, incident),
    explanation: [
      ...explainDryRun(configuration, incident, { mails, rings }),
      ...(at < now && rings.length > 0 ? ["過去の時刻のため、スキップ間隔は考慮していません"] : []),
    ],
  };
}

function knownSystem({ systems }: CustomerConfiguration, system: string | null): string | null {
  if (system === null || Object.hasOwn(systems, system)) return system;
  throw new DomainError("bad_request", "入力に誤りがあります。", {
    errors: [{ path: "system", message: "このお客様にないシステムです" }],
  });
}

async function skipReasons(
  db: Database,
  { customer, contacts }: CustomerConfiguration,
  { list, skipMinutes }: CallPlan,
  at: Date,
): Promise<SkipReasons> {
  const reasons = list.map(async (contact) => {
    const phone = contacts[contact]?.phone ?? null;
    const why = phone === null ? null : await whyWouldBeSkipped(db, { customer, phone, skipMinutes }, at);
    return [contact, why] as const;
  });
  return Object.fromEntries(await Promise.all(reasons));
}
