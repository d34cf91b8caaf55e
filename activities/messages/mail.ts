import { ApplicationFailure } from "@temporalio/activity";
import { callsOfStep } from "../../db/calls/calls.ts";
import { addressesStillTried, contactsToldOf, giveUpStep } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readTellingContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import { fallbackMail } from "../../domain/calls/fallbackMail.ts";
import { type CustomMail, customMail } from "../../domain/messages/customMail.ts";
import { messageEvents } from "../../domain/messages/events.ts";
import type { AlertFacts } from "../../domain/messages/facts.ts";
import { messageTexts, notSentTexts } from "../../domain/messages/sendingTexts.ts";
import { engine } from "../../domain/people/actor.ts";
import type { ActivityDeps } from "../deps.ts";
import type { TellingActivities } from "./contract.ts";
import { deliverMail, type Recipient } from "./deliverMail.ts";
import { contactOf, recipients, ruleOf } from "./recipients.ts";

type MailActivities = Pick<TellingActivities, "sendAlertMail" | "sendRecoveryMail" | "sendFallbackMail">;

/** Mails to customers about an alert, its recovery, or calls that reached nobody. */
export function mailActivities(deps: ActivityDeps): MailActivities {
  return {
    async sendAlertMail({ incident, step, rule, alert, to, firstTry }) {
      const context = await readTellingContext(deps.db, incident, alert);
      const facts = factsOf(context, "firing", deps.centerName);
      const mail = await worded(deps, context, facts, rule, step);
      const letter = { incident, step, kind: "alert", mail, what: messageTexts.alertMail() } as const;
      return await deliverMail(deps, letter, recipients(context, to), firstTry);
    },

    async sendRecoveryMail({ incident, step, occurrence, alert, firstTry = false }) {
      const context = await readTellingContext(deps.db, incident, alert, occurrence);
      if (!firstTry && context.incident.occurrence > occurrence) {
        const reason = notSentTexts.firesAgain();
        await giveUpStep(deps.db, { incident, step, reason, at: deps.clock() });
        return { sent: 0, refused: 0 };
      }
      // Must come first: if a mail gets through between the two reads, the second read finds its recipient.
      const stillTried = await addressesStillTried(deps.db, incident);
      const told = recipients(context, await contactsToldOf(deps.db, incident, occurrence));
      const facts = factsOf(context, "recovery", deps.centerName);
      const mail = await worded(deps, context, facts, context.incident.rule, step);
      const letter = { incident, step, kind: "recovery", mail, what: messageTexts.recoveryMail() } as const;
      const isFree = ({ address }: Recipient) => !stillTried.includes(address);
      const sent = await deliverMail(deps, letter, told.filter(isFree), firstTry);
      if (stillTried.length === 0) return sent;
      if (!firstTry) throw alertGoesFirst();
      return { ...sent, pending: (sent.pending ?? 0) + stillTried.length };
    },

    async sendFallbackMail({ incident, step, callStep, rule, alert, firstTry }) {
      const context = await readTellingContext(deps.db, incident, alert);
      const calls = await callsOfStep(deps.db, incident, callStep);
      const mail = fallbackMail(
        factsOf(context, "firing", deps.centerName),
        calls.map((call) => ({
          ...call,
          name: contactOf(context, call.contact)?.name ?? call.contact,
          placedAt: call.requestedAt,
        })),
      );
      const notify = ruleOf(context, rule)?.notify;
      const to = notify?.mail?.to ?? [...new Set(notify?.call?.list ?? [])];
      const letter = { incident, step, kind: "fallback", mail, what: messageTexts.fallbackMail() } as const;
      return await deliverMail(deps, letter, recipients(context, to), firstTry);
    },
  };
}

/** Some contact's alert mail is still being tried. The recovery follows it, or is not sent to them. */
const alertGoesFirst = () =>
  ApplicationFailure.create({ type: "NotYetTold", message: "a mail of the alert is still being tried" });

/**
 * Words the mail by the rule's own template, if any. A template that fails on these values is reported, and
 * the standard text replaces it.
 */
async function worded(
  deps: ActivityDeps,
  context: TellingContext,
  facts: AlertFacts,
  rule: string | null,
  step: string,
): Promise<CustomMail> {
  const mail = customMail(facts, ruleOf(context, rule)?.notify?.mail?.template ?? null);
  if (mail.templateFault === null) return mail;
  const event = messageEvents.templateUnusable({ fault: mail.templateFault });
  const line = { incident: facts.incident, at: deps.clock(), actor: engine, event };
  await tellTimeline(deps.db, [{ ...line, fact: `template/${step}` }]);
  return mail;
}
