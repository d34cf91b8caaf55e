import { mayBeRung } from "../../../domain/customers/callCountries.ts";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import { readPhone } from "../../../domain/customers/phone.ts";
import type { FieldError } from "../../../domain/errors.ts";
import { placedAtProblem } from "../../../domain/incidents/actions/recordCallResult.ts";
import {
  type Action,
  type ActionBody,
  type ActionSaid,
  declarationOf,
} from "../../../domain/incidents/actions/table.ts";
import type { Said } from "../../../domain/people/said.ts";
import { recipientTexts } from "../../../domain/words/fields.ts";
import { invalid, invalidInput } from "../../http/invalidInput.ts";
import { mustBeRunnable, parametersOfRule } from "./runbookOrder.ts";
import type { Word } from "./temporalUpdate.ts";

/** What an order is checked against. */
export interface OrderContext {
  /** The person, as the workflow and the timeline name them, and the incident they mean. */
  who: Said;
  /** The person's own telephone. */
  phone: string | null;
  detectedAt: Date;
  /** The configuration that the incident is pinned to; null without a known customer. */
  configuration: CustomerConfiguration | null;
  rule: string | null;
  system: string | null;
  node: string;
  runbooks: OfferedRunbooks;
  /** ISO codes of the countries that may be called. */
  callCountries: readonly string[];
}

/** A person's request, well-formed in itself. */
export interface Order {
  action: Action;
  /**
   * Makes the workflow's update. Throws what is wrong with a field; contacts and numbers must be the
   * customer's.
   */
  word(context: OrderContext): Word;
}

export const orderOf = (action: Action, body: ActionBody<Action>): Order => ({
  action,
  word(context) {
    const wrong = declarationOf(action).together?.(body) ?? null;
    if (wrong !== null) throw invalid(wrong.path, wrong.message);
    const read = readings[action] as Reading<Action> | undefined;
    return { update: action, said: { ...context.who, ...(read?.(body, context) ?? body) } };
  },
});

type Reading<A extends Action> = (
  body: ActionBody<A>,
  context: OrderContext,
) => Omit<ActionSaid<A>, keyof Said>;

/**
 * The actions whose update depends on the customer, the person or the rule. All others pass on what was
 * asked.
 */
const readings: { [A in Action]?: Reading<A> } = {
  sendMail: ({ to, ...text }, { configuration }) => ({ to: contactsOf(to, configuration), ...text }),
  sendChat: ({ to, ...text }, { configuration }) => ({ to: chatsOf(to, configuration), ...text }),
  placeCall({ contact, operatorPhone }, context) {
    mustBeContact(contact, context.configuration);
    return { contact, operatorPhone: ownPhone(operatorPhone, context) };
  },
  recordCallResult({ contact, outcome, placedAt, note }, { configuration, detectedAt }) {
    mustBeContact(contact, configuration);
    if (placedAt === undefined) return { contact, result: outcome, note };
    const at = new Date(placedAt).getTime();
    const wrong = placedAtProblem(at, detectedAt.getTime(), Date.now());
    if (wrong !== null) throw invalid("placedAt", wrong);
    return { contact, result: outcome, note, placedAt: at };
  },
  startRunbook(body, context) {
    const parameters = body.with ?? parametersOfRule(body.runbook, context);
    mustBeRunnable({ ...body, with: parameters }, context);
    return { ...body, with: parameters };
  },
};

/** Ids stay unchanged; an address becomes the id of its contact. */
function contactsOf(to: readonly string[], configuration: CustomerConfiguration | null): string[] {
  const contacts = Object.entries(configuration?.contacts ?? {});
  const errors: FieldError[] = [];
  const found = to.flatMap((one, index) => {
    const contact = contacts.find(([id]) => id === one) ?? contacts.find(([, { mail }]) => mail === one);
    const path = `to[${index}]`;
    if (contact === undefined) errors.push({ path, message: recipientTexts.notAContact() });
    else if (contact[1].mail === null)
      errors.push({ path, message: recipientTexts.noMail({ name: contact[1].name }) });
    return contact === undefined ? [] : [contact[0]];
  });
  if (errors.length > 0) throw invalidInput(errors);
  return [...new Set(found)];
}

function chatsOf(to: readonly string[], configuration: CustomerConfiguration | null): string[] {
  const errors = to.flatMap((id, index) =>
    Object.hasOwn(configuration?.chat ?? {}, id)
      ? []
      : [{ path: `to[${index}]`, message: recipientTexts.notAChat() }],
  );
  if (errors.length > 0) throw invalidInput(errors);
  return [...new Set(to)];
}

function mustBeContact(id: string, configuration: CustomerConfiguration | null): void {
  const contact = Object.hasOwn(configuration?.contacts ?? {}, id) ? configuration?.contacts[id] : undefined;
  if (contact === undefined) throw invalid("contact", recipientTexts.notAContact());
  if (contact.phone === null) throw invalid("contact", recipientTexts.noPhone({ name: contact.name }));
}

function ownPhone(given: string | undefined, { phone: own, callCountries }: OrderContext): string {
  const isOwn = given === undefined || given.trim() === "";
  if (isOwn && own === null) throw invalid("operatorPhone", recipientTexts.noOwnPhone());
  const read = readPhone((isOwn ? own : given) ?? "");
  if ("problem" in read) throw invalid("operatorPhone", recipientTexts.phone());
  if (!mayBeRung(read.phone, callCountries)) throw invalid("operatorPhone", recipientTexts.phoneCountry());
  return read.phone;
}
