import type { z } from "zod";
import { mayBeRung } from "../../../domain/customers/callCountries.ts";
import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import type { OfferedRunbooks } from "../../../domain/customers/offeredRunbooks.ts";
import { readPhone } from "../../../domain/customers/phone.ts";
import type { FieldError } from "../../../domain/errors.ts";
import type { Action } from "../../../domain/incidents/actions.ts";
import type { Said } from "../../../domain/incidents/people.ts";
import { placedAtTexts, recipientTexts, saidTexts } from "../../../domain/words/fields.ts";
import {
  abortRunbook,
  acknowledge,
  answerRunbook,
  assign,
  escalate,
  placeCall,
  recordCallResult,
  recordNote,
  resolve,
  sendChat,
  sendMail,
  startRunbook,
  take,
} from "../../../workflows/contract/people.ts";
import { parseOrRefuse } from "../../http/fieldErrors.ts";
import { invalid, invalidInput, refusal } from "../../http/invalidInput.ts";
import { mustBeRunnable, parametersOfRule } from "./runbookOrder.ts";
import { type ActionPath, actionBodies } from "./schemas.ts";
import { type Word, word } from "./temporalUpdate.ts";

/** What an order is checked against. */
export interface OrderContext {
  /** The person as the workflow and the timeline name them, and the incident they mean. */
  who: Said;
  /** The person's own telephone. */
  phone: string | null;
  detectedAt: Date;
  /** What the incident is pinned to; null without a known customer. */
  configuration: CustomerConfiguration | null;
  rule: string | null;
  system: string | null;
  node: string;
  runbooks: OfferedRunbooks;
  /** ISO codes of the countries that may be rung. */
  callCountries: readonly string[];
}

/** A person's request, well-formed in itself. */
export interface Order {
  action: Action;
  /** Throws what is wrong with a field; ids and numbers are those of the customer. */
  word(context: OrderContext): Word;
}

interface Address {
  action: Action;
  /** Throws what is wrong with the form. */
  read(body: unknown): Order;
}

const address = <Schema extends z.ZodType>(
  action: Action,
  schema: Schema,
  wordOf: (body: z.output<Schema>, context: OrderContext) => Word,
): Address => ({
  action,
  read(given) {
    const body = parseOrRefuse(schema, given, refusal);
    return { action, word: (context) => wordOf(body, context) };
  },
});

/** The update that each address sends to the workflow. */
export const orders: Record<ActionPath, Address> = {
  acknowledge: address("acknowledge", actionBodies.acknowledge, (_body, { who }) => word(acknowledge, who)),
  take: address("take", actionBodies.take, (body, { who }) => word(take, { ...who, ...body })),
  notes: address("recordNote", actionBodies.notes, (body, { who }) => word(recordNote, { ...who, ...body })),
  mails: address("sendMail", actionBodies.mails, ({ to, ...text }, { who, configuration }) =>
    word(sendMail, { ...who, to: contactsOf(to, configuration), ...text }),
  ),
  chats: address("sendChat", actionBodies.chats, ({ to, ...text }, { who, configuration }) =>
    word(sendChat, { ...who, to: chatsOf(to, configuration), ...text }),
  ),
  calls: address("placeCall", actionBodies.calls, ({ contact, operatorPhone }, context) => {
    mustBeContact(contact, context.configuration);
    return word(placeCall, {
      ...context.who,
      contact,
      operatorPhone: ownPhone(operatorPhone, context),
    });
  }),
  "call-results": address(
    "recordCallResult",
    actionBodies["call-results"],
    ({ contact, outcome, placedAt, note }, { who, configuration, detectedAt }) => {
      mustBeContact(contact, configuration);
      if (placedAt !== undefined) mustBeInTime(placedAt, detectedAt);
      return word(recordCallResult, {
        ...{ ...who, contact, result: outcome },
        ...(note === undefined ? {} : { note }),
        ...(placedAt === undefined ? {} : { placedAt: new Date(placedAt).getTime() }),
      });
    },
  ),
  assign: address("assign", actionBodies.assign, (body, { who }) => {
    if ((body.rule === undefined) === (body.customer === undefined))
      throw invalid("rule", saidTexts.ruleOrCustomer());
    return word(assign, { ...who, ...body });
  }),
  runbooks: address("startRunbook", actionBodies.runbooks, (body, context) => {
    const parameters = body.with ?? parametersOfRule(body.runbook, context);
    mustBeRunnable({ ...body, with: parameters }, context);
    return word(startRunbook, { ...context.who, ...body, with: parameters });
  }),
  "runbook-answers": address("answerRunbook", actionBodies["runbook-answers"], (body, { who }) =>
    word(answerRunbook, { ...who, ...body }),
  ),
  "abort-runbook": address("abortRunbook", actionBodies["abort-runbook"], (body, { who }) =>
    word(abortRunbook, { ...who, ...body }),
  ),
  escalate: address("escalate", actionBodies.escalate, (body, { who }) =>
    word(escalate, { ...who, ...body }),
  ),
  resolve: address("resolve", actionBodies.resolve, (body, { who }) => word(resolve, { ...who, ...body })),
};

/** For the workflow's refusal codes that one field is to blame for: that field. */
export const fieldOfRefusal: Readonly<Record<string, string>> = {
  not_on_list: "contact",
  contact_without_phone: "contact",
  too_many_phones: "operatorPhone",
  unknown_rule: "rule",
  unknown_customer: "customer",
  bad_parameters: "with",
  bad_runbook: "runbook",
  bad_target: "target",
};

/** Ids as they are; an address stands for its contact. */
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

const clockSkewMilliseconds = 60_000;

/** A call placed before detection was about something else, and one in the future has not been placed. */
function mustBeInTime(placedAt: string, detectedAt: Date): void {
  const at = new Date(placedAt).getTime();
  if (at < detectedAt.getTime()) throw invalid("placedAt", placedAtTexts.beforeDetection());
  if (at > Date.now() + clockSkewMilliseconds) throw invalid("placedAt", placedAtTexts.future());
}
