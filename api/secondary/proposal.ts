import type { CustomerConfiguration } from "../../domain/customers/configuration.ts";
import { notAllowed } from "../../domain/customers/givenByHand.ts";
import { type TargetName, targetOfNode, targetPath, targetsCalled } from "../../domain/customers/targets.ts";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import { procedureOf } from "../../domain/runbooks/procedure.ts";
import { worstCaseSeconds } from "../../domain/runbooks/worstCase.ts";
import { say } from "../../domain/say.ts";
import { isTooFarAhead, longestAheadDays } from "../../domain/secondary/agreedTime.ts";
import { agreedRunbook } from "../../domain/secondary/procedure.ts";
import { expiryOf, stepsOf, usualExpiryDays } from "../../domain/secondary/propose.ts";
import { usualRecipients } from "../../domain/secondary/recipients.ts";
import type { Proposal, ProposedRunbook } from "../../domain/secondary/record.ts";
import { remindersOf } from "../../domain/secondary/reminders.ts";
import { secondaryFieldTexts as texts } from "../../domain/secondary/steeringTexts.ts";
import { formTexts, recipientTexts } from "../../domain/words/fields.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { type Catalogue, mistakesIn } from "../../runbooks/catalogue.ts";
import type { ProposalBody } from "../incidents/secondary/schemas.ts";

/** What a proposal is checked against. */
export interface ProposalContext {
  configuration: CustomerConfiguration;
  catalogue: Catalogue;
  incident: { rule: string | null; system: string | null; node: string };
  now: number;
}

export interface CheckedProposal {
  proposal: Proposal;
  to: string[];
  expiresAt: number;
  remindAt: number[];
}

/** Fills in what was left out, or throws every mistake, by field. */
export function checkedProposal(body: ProposalBody, context: ProposalContext): CheckedProposal {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: Text): void => void errors.push({ path, message });
  const target = targetOf(body, context, wrong);
  const runbook = runbookOf(body, context, target, wrong);
  const to = recipientsOf(body, context, wrong);
  checkTime(body.scheduledAt, context.now, wrong);
  if (body.kind === "vendor-inquiry" && body.vendor === undefined) wrong("vendor", texts.vendorNeeded());
  if (body.kind !== "vendor-inquiry" && body.vendor !== undefined) wrong("vendor", texts.vendorOnly());
  if (errors.length > 0) throw new DomainError("invalid_input", formTexts.lookAgain(), { errors });
  const { kind, summary, plan = null, risk = null, priceNote = null, vendor = null } = body;
  const scheduledAt = body.scheduledAt ?? null;
  const expiresAt = expiryOf(context.now, body.expiresInDays ?? usualExpiryDays, scheduledAt);
  const { calendar, timezone } = context.configuration;
  return {
    proposal: {
      kind,
      summary,
      plan,
      risk,
      priceNote,
      vendor,
      scheduledAt,
      runbook: runbook?.proposed ?? null,
      system: target?.system ?? null,
      target: target?.target ?? null,
      estimateMinutes: body.estimateMinutes ?? runbook?.minutes ?? null,
      steps: stepsOf(kind, body.steps ?? [], runbook !== null),
    },
    to,
    expiresAt,
    remindAt: remindersOf(context.now, expiresAt, calendar, timezone),
  };
}

type Wrong = (path: string, message: Text) => void;

/**
 * A target that is named must be in the contract. Without one, it is the incident's own, if that is a target.
 */
function targetOf({ target }: ProposalBody, context: ProposalContext, wrong: Wrong): TargetName | null {
  const { configuration, incident } = context;
  if (target === undefined) return targetOfNode(configuration, incident.system, incident.node);
  const found = targetsCalled(configuration, target);
  const own = found.filter(({ system }) => system === incident.system);
  const [one, ...others] = own.length === 1 ? own : found;
  if (one === undefined) wrong("target", texts.notATarget());
  else if (others.length > 0)
    wrong("target", texts.severalTargets({ choices: found.map(targetPath).join(", ") }));
  return one ?? null;
}

function runbookOf(
  body: ProposalBody,
  { catalogue, configuration }: ProposalContext,
  target: TargetName | null,
  wrong: Wrong,
): { proposed: ProposedRunbook; minutes: number } | null {
  const { runbook: id, with: given = {} } = body;
  if (id === undefined) {
    if (body.with !== undefined) wrong("with", texts.withoutRunbook());
    return null;
  }
  if (body.steps !== undefined) wrong("steps", texts.runbookOrSteps());
  if (body.kind !== "response") wrong("runbook", texts.noRunbookHere());
  const known = catalogue.get(id);
  if (known === undefined || known.tree.kind !== "secondary") {
    wrong("runbook", (known === undefined ? texts.unknownRunbook : texts.notSecondary)({ runbook: id }));
    return null;
  }
  const mistakes = mistakesIn(known.params, given);
  for (const { path, message } of mistakes)
    wrong(path === "" ? "with" : `with.${path}`, texts.parameter({ problem: say(message) }));
  if (target === null && body.target === undefined) wrong("target", texts.chooseTarget());
  if (mistakes.length > 0 || target === null) return null;
  const byHand = { runbook: id, params: known.tree.params, given };
  const outside = notAllowed(byHand, configuration, target);
  for (const { path, message } of outside) wrong(`with.${path}`, message);
  if (outside.length > 0) return null;
  const parameters = known.params.parse(given) as ProposedRunbook["with"];
  const filled = agreedRunbook(known.tree, parameters, target, configuration);
  return {
    proposed: { id, title: known.tree.title, with: parameters, procedure: procedureOf(filled) },
    minutes: Math.ceil(worstCaseSeconds(filled) / 60),
  };
}

function recipientsOf({ to }: ProposalBody, { configuration, incident }: ProposalContext, wrong: Wrong) {
  const { contacts } = configuration;
  if (to === undefined) {
    const reachable = usualRecipients(configuration, incident.rule);
    if (reachable.length === 0) wrong("to", texts.chooseRecipients());
    return reachable;
  }
  for (const [index, contact] of to.entries()) {
    const known = Object.hasOwn(contacts, contact) ? contacts[contact] : undefined;
    if (known === undefined) wrong(`to[${index}]`, recipientTexts.notAContact());
    else if (known.mail === null) wrong(`to[${index}]`, recipientTexts.noMail({ name: known.name }));
  }
  // The usual recipients are always told: the customer must learn what is agreed in its name.
  return [...new Set([...to, ...usualRecipients(configuration, incident.rule)])];
}

function checkTime(scheduledAt: number | undefined, now: number, wrong: Wrong): void {
  if (scheduledAt === undefined) return;
  if (scheduledAt <= now) wrong("scheduledAt", texts.future());
  else if (isTooFarAhead(scheduledAt, now)) wrong("scheduledAt", texts.tooFar({ days: longestAheadDays }));
}
