import type { AlertFacts, Mail } from "./facts.ts";
import { firingSections, letter, sectionsOf, subjectOf } from "./mailParts.ts";

/** The mail of an alert, in the format of 仕様書 5-2-1 (R5.2.1). */
export function alertMail(facts: AlertFacts): Mail {
  return {
    subject: subjectOf(facts, "発生のご連絡"),
    body: letter(facts.centerName, ["サーバの警報についてご連絡いたします。"], [...firingSections(facts)]),
  };
}

/** The mail of its recovery, to everyone who was told of the alert (R5.1d). */
export function recoveryMail(facts: AlertFacts): Mail {
  return {
    subject: subjectOf(facts, "復旧のご連絡"),
    body: letter(
      facts.centerName,
      ["サーバの警報の復旧についてご連絡いたします。"],
      [
        sectionsOf.node(facts),
        sectionsOf.firstOccurredAt(facts),
        sectionsOf.detectedAt(facts),
        sectionsOf.recoveredAt(facts),
        sectionsOf.alarm(facts, "の復旧を確認しました。"),
        sectionsOf.level(facts),
        sectionsOf.value(facts),
      ],
    ),
  };
}

/** The standard mail for the event. */
export const standardMail = (facts: AlertFacts): Mail =>
  facts.event === "recovery" ? recoveryMail(facts) : alertMail(facts);
