import { callReasonTexts } from "../calls/texts.ts";
import type { Contact, CustomerConfiguration, Notify } from "../customers/configuration.ts";
import { testFieldTexts as texts } from "../customers/fieldTexts.ts";
import { unreachableTexts } from "../customers/unreachableTexts.ts";
import type { FieldError } from "../errors.ts";
import type { Text } from "../words/phrase.ts";
import type { TestChannel } from "./step.ts";

/** Whom to test; a null list is the rule's, or empty if no rule is named. */
export interface OperationTestOrder {
  rule: string | null;
  mail: readonly string[] | null;
  chats: readonly string[] | null;
  call: { list: readonly string[]; ringSeconds: number | null } | null;
}

export interface PlannedStep {
  channel: TestChannel;
  position: number;
  recipient: string;
  to: string;
  /** Why nothing is sent there; null if it is tested. */
  skipped: Text | null;
}

export type PlannedTest =
  | { errors: FieldError[] }
  | { errors: null; steps: PlannedStep[]; ringSeconds: number };

const standardRingSeconds = 30;

/**
 * Plans whom to test by which channel, from the rule's real lists or those given; reports every mistake with its
 * field (R2.7.3).
 */
export function planOperationTest(
  configuration: Pick<CustomerConfiguration, "rules" | "contacts" | "chat">,
  order: OperationTestOrder,
): PlannedTest {
  const rule = configuration.rules.find(({ name }) => name === order.rule);
  if (order.rule !== null && rule === undefined)
    return { errors: [{ path: "rule", message: texts.unknownRule({ rule: order.rule }) }] };
  const errors = unknownNames(configuration, order);
  if (errors.length > 0) return { errors };
  const lists = listsOf(order, rule?.notify ?? null);
  const { contacts } = configuration;
  const steps = [
    ...stepsOf("mail", lists.mail, (id) => addressOf(contacts[id]?.mail, unreachableTexts.noMail())),
    ...stepsOf("chat", lists.chats, (id) => ({ to: id, skipped: null })),
    ...stepsOf("call", lists.calls, (id) => addressOf(contacts[id]?.phone, callReasonTexts.noNumber())),
  ];
  if (steps.every((step) => step.skipped !== null)) return { errors: [nothingToTest(order)] };
  return { errors: null, steps, ringSeconds: lists.ringSeconds };
}

function unknownNames(
  { contacts, chat }: { contacts: Record<string, Contact>; chat: object },
  { mail, chats, call }: OperationTestOrder,
): FieldError[] {
  const unknown = (
    path: string,
    known: object,
    ids: readonly string[],
    text: typeof texts.unknownContact,
  ): FieldError[] =>
    ids.flatMap((id, index) =>
      Object.hasOwn(known, id) ? [] : [{ path: `${path}[${index}]`, message: text({ id }) }],
    );
  return [
    ...unknown("mail", contacts, mail ?? [], texts.unknownContact),
    ...unknown("chats", chat, chats ?? [], texts.unknownChat),
    ...unknown("call.list", contacts, call?.list ?? [], texts.unknownContact),
  ];
}

function listsOf({ mail, chats, call }: OperationTestOrder, notify: Notify | null) {
  return {
    mail: mail ?? notify?.mail?.to ?? [],
    chats: chats ?? notify?.chat ?? [],
    calls: call?.list ?? notify?.call?.list ?? [],
    ringSeconds: call?.ringSeconds ?? notify?.call?.ringSeconds ?? standardRingSeconds,
  };
}

const addressOf = (to: string | null | undefined, whyNot: Text): Pick<PlannedStep, "to" | "skipped"> =>
  to == null ? { to: "-", skipped: whyNot } : { to, skipped: null };

/** An address or number that appears twice is tried once. */
function stepsOf(
  channel: TestChannel,
  ids: readonly string[],
  place: (id: string) => Pick<PlannedStep, "to" | "skipped">,
): PlannedStep[] {
  const tried = new Set<string>();
  return ids.map((recipient, index) => {
    const { to, skipped } = place(recipient);
    const twice = skipped === null && tried.has(to);
    tried.add(to);
    const why = twice ? unreachableTexts.triedInThisTest() : skipped;
    return { channel, position: index + 1, recipient, to, skipped: why };
  });
}

const nothingToTest = ({ rule }: OperationTestOrder): FieldError => ({
  path: "rule",
  message: rule === null ? texts.nobodyChosen() : texts.ruleTellsNobody({ rule }),
});
