import type { z } from "zod";
import type { CustomerConfiguration } from "../../domain/customer/configuration.ts";
import { readPhone } from "../../domain/customer/phone.ts";
import { DomainError, type FieldError } from "../../domain/errors.ts";
import type { Action } from "../../domain/incident/actions.ts";
import {
  acknowledge,
  assign,
  escalate,
  placeCall,
  recordCallResult,
  recordNote,
  resolve,
  sendChat,
  sendMail,
  take,
} from "../../workflows/contract.ts";
import type { ActionPath, actionBodies } from "./schemas.ts";
import type { Word } from "./temporalUpdate.ts";

/** What an order is checked against. */
export interface OrderContext {
  /** As the workflow and the timeline name the person. */
  by: string;
  /** The person's own telephone. */
  phone: string | null;
  detectedAt: Date;
  /** What the incident is pinned to; null where nobody knows whose it is. */
  configuration: CustomerConfiguration | null;
}

type Body<Path extends ActionPath> = z.output<(typeof actionBodies)[Path]>;

interface Order<Path extends ActionPath> {
  action: Action;
  /** Throws what is wrong with a field; ids and numbers are those of the customer. */
  word(body: Body<Path>, context: OrderContext): Word;
}

/** How each address speaks to the workflow. */
export const orders: { [Path in ActionPath]: Order<Path> } = {
  acknowledge: { action: "acknowledge", word: (_body, { by }) => word(acknowledge, { by }) },
  take: { action: "take", word: (body, { by }) => word(take, { by, ...body }) },
  notes: { action: "recordNote", word: (body, { by }) => word(recordNote, { by, ...body }) },
  mails: {
    action: "sendMail",
    word: ({ to, ...text }, { by, configuration }) =>
      word(sendMail, { by, to: contactsOf(to, configuration), ...text }),
  },
  chats: {
    action: "sendChat",
    word: ({ to, ...text }, { by, configuration }) =>
      word(sendChat, { by, to: chatsOf(to, configuration), ...text }),
  },
  calls: {
    action: "placeCall",
    word: ({ contact, operatorPhone }, context) => {
      mustBeContact(contact, context.configuration);
      return word(placeCall, { by: context.by, contact, operatorPhone: ownPhone(operatorPhone, context) });
    },
  },
  "call-results": {
    action: "recordCallResult",
    word: ({ contact, outcome, placedAt, note }, { by, configuration, detectedAt }) => {
      mustBeContact(contact, configuration);
      if (placedAt !== undefined) mustBeInTime(placedAt, detectedAt);
      return word(recordCallResult, {
        ...{ by, contact, result: outcome },
        ...(note === undefined ? {} : { note }),
        ...(placedAt === undefined ? {} : { placedAt: new Date(placedAt).getTime() }),
      });
    },
  },
  assign: {
    action: "assign",
    word: (body, { by }) => {
      if ((body.rule === undefined) === (body.customer === undefined))
        throw invalid("rule", "rule と customer のどちらか一方を指定してください");
      return word(assign, { by, ...body });
    },
  },
  escalate: { action: "escalate", word: (body, { by }) => word(escalate, { by, ...body }) },
  resolve: { action: "resolve", word: (body, { by }) => word(resolve, { by, ...body }) },
};

/** The code of a refusal that is one field's fault, as the workflow gives it. */
export const fieldOfRefusal: Readonly<Record<string, string>> = {
  not_on_list: "contact",
  contact_without_phone: "contact",
  unknown_rule: "rule",
  unknown_customer: "customer",
};

const word = (update: Word["update"] | object, said: object): Word => ({
  update: update as Word["update"],
  said,
});

/** Ids as they are; an address stands for the contact whose it is. */
function contactsOf(to: readonly string[], configuration: CustomerConfiguration | null): string[] {
  const contacts = Object.entries(configuration?.contacts ?? {});
  const errors: FieldError[] = [];
  const found = to.flatMap((one, index) => {
    const contact = contacts.find(([id]) => id === one) ?? contacts.find(([, { mail }]) => mail === one);
    const path = `to[${index}]`;
    if (contact === undefined) errors.push({ path, message: "このお客様の連絡先ではありません" });
    else if (contact[1].mail === null)
      errors.push({ path, message: `${contact[1].name} 様のメールアドレスは登録されていません` });
    return contact === undefined ? [] : [contact[0]];
  });
  if (errors.length > 0) throw invalidInput(errors);
  return [...new Set(found)];
}

function chatsOf(to: readonly string[], configuration: CustomerConfiguration | null): string[] {
  const errors = to.flatMap((id, index) =>
    Object.hasOwn(configuration?.chat ?? {}, id)
      ? []
      : [{ path: `to[${index}]`, message: "このお客様のチャットではありません" }],
  );
  if (errors.length > 0) throw invalidInput(errors);
  return [...new Set(to)];
}

function mustBeContact(id: string, configuration: CustomerConfiguration | null): void {
  const contact = Object.hasOwn(configuration?.contacts ?? {}, id) ? configuration?.contacts[id] : undefined;
  if (contact === undefined) throw invalid("contact", "このお客様の連絡先ではありません");
  if (contact.phone === null) throw invalid("contact", `${contact.name} 様の電話番号は登録されていません`);
}

function ownPhone(given: string | undefined, { phone }: OrderContext): string {
  if (given === undefined || given.trim() === "") {
    if (phone === null) throw invalid("operatorPhone", "ご自身の電話番号が登録されていません");
    return phone;
  }
  const read = readPhone(given);
  if ("problem" in read) throw invalid("operatorPhone", "090-1234-5678 のような電話番号で入力してください");
  return read.phone;
}

const clockSkewMilliseconds = 60_000;

/** A call of before the detection was about something else, and one of the future is none. */
function mustBeInTime(placedAt: string, detectedAt: Date): void {
  const at = new Date(placedAt).getTime();
  if (at < detectedAt.getTime()) throw invalid("placedAt", "検知より前の時刻です");
  if (at > Date.now() + clockSkewMilliseconds) throw invalid("placedAt", "まだ来ていない時刻です");
}

const invalid = (path: string, message: string): DomainError => invalidInput([{ path, message }]);

const invalidInput = (errors: readonly FieldError[]): DomainError =>
  new DomainError("invalid_input", "入力内容を確認してください", { errors });
