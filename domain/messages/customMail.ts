import { levelWord } from "../alerts/level.ts";
import { oneLine, severalLines, shorten } from "../words/oneLine.ts";
import { chatTime } from "../words/times.ts";
import { type AlertFacts, eventWord, type Mail } from "./facts.ts";
import { standardMail } from "./mailText.ts";
import { type MailTemplate, renderTemplate, type TemplateValues } from "./template.ts";

const longestSubject = 250;

/** A mail, and the template's fault if the standard text replaced it. */
export interface CustomMail extends Mail {
  templateFault: string | null;
}

/**
 * Writes the mail with the customer's template (R5.2.1). A part left out gets the standard text. If the template
 * fails on these values, the whole mail is standard, so a slip in a template never keeps people from being told.
 */
export function customMail(facts: AlertFacts, template: MailTemplate | null): CustomMail {
  const standard = standardMail(facts);
  if (template === null) return { ...standard, templateFault: null };
  try {
    if (facts.event === "recovery" && !tellsRecovery(facts, template))
      return { ...standard, templateFault: null };
    const subject = template.subject === null ? "" : oneLine(render(template.subject, facts));
    const body = template.body === null ? "" : severalLines(render(template.body, facts));
    return {
      subject: shorten(subject, longestSubject) || standard.subject,
      body: body.trim() === "" ? standard.body : body,
      templateFault: null,
    };
  } catch (error) {
    return { ...standard, templateFault: error instanceof Error ? oneLine(error.message) : "unknown fault" };
  }
}

/** A template that gives the same text for 発生 and 復旧 was written only for the alert. */
function tellsRecovery(facts: AlertFacts, template: MailTemplate): boolean {
  const parts = [template.subject, template.body].filter((part) => part !== null);
  return parts.some((part) => render(part, facts) !== render(part, { ...facts, event: "firing" }));
}

const render = (source: string, facts: AlertFacts): string => renderTemplate(source, valuesOf(facts));

const valuesOf = (facts: AlertFacts): TemplateValues => ({
  event: eventWord(facts.event),
  node: oneLine(facts.node),
  alarm: oneLine(facts.alarm),
  level: levelWord(facts.level),
  value: oneLine(facts.value ?? ""),
  log: severalLines(facts.log ?? "").trim(),
  system: oneLine(facts.system?.name ?? ""),
  customer: oneLine(facts.customer?.name ?? ""),
  firstOccurredAt: chatTime(facts.firstOccurredAt, facts.timezone),
  detectedAt: chatTime(facts.detectedAt, facts.timezone),
  incident: String(facts.incident),
});
