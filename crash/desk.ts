import { untilTrue } from "../dev/untilTrue.ts";
import type { MonitoringTool } from "./monitoringTool.ts";
import type { Person, SeenIncident } from "./person.ts";
import { type PartName, partNames } from "./system.ts";

/** One incident at which an operator works while parts die. */
export interface Desk {
  /** Writes a note, sends a mail and records a call's result, all at once. */
  acts(part: PartName): Promise<void>;
  /** Has the operator's own telephone ring, to be put through to the first person of the list. */
  calls(): Promise<void>;
  sees(): Promise<SeenIncident>;
}

export const deskCustomer = "desk";
export const operatorPhone = "+819099990000";
/** A list of four, so that its two rounds have room for the results of all acts. */
export const listed = ["a", "b", "c", "d"] as const;

export const noteOf = (part: PartName): string => `${part} が落ちても残るメモ`;
export const subjectOf = (part: PartName): string => `続報 ${part}`;

export async function startDesk(operator: Person, tool: MonitoringTool): Promise<Desk> {
  await tool.send({ node: "web01", alarm: "HTTP", status: "firing" });
  const sees = async (): Promise<SeenIncident> => (await operator.sees(deskCustomer))[0]!;
  const otherwise = "the operators' list does not open";
  const listIsOpen = async () => (await sees()).operatorCalls !== null;
  await untilTrue(listIsOpen, { withinMilliseconds: 60_000, everyMilliseconds: 200, otherwise });
  const { number } = await sees();
  return {
    sees,
    async acts(part) {
      const contact = listed[partNames.indexOf(part) % listed.length];
      await Promise.all([
        operator.does(number, "notes", { text: noteOf(part) }),
        operator.does(number, "mails", { to: ["b"], subject: subjectOf(part), body: "調査中です。" }),
        operator.does(number, "call-results", { contact, outcome: "no-answer" }),
      ]);
    },
    calls: () => operator.does(number, "calls", { contact: listed[0] }),
  };
}

/** The customer's file. JSON is valid YAML. */
export function deskFile(): string {
  const contacts = listed.map((contact, index) => {
    const phone = `+8190555500${10 + index}`;
    return [contact, { name: `担当 ${contact}`, phone, mail: `${contact}@desk.example` }];
  });
  const operatorCalls = { businessHours: listed, afterHours: listed, mail: { to: ["a"] } };
  return JSON.stringify({
    customer: deskCustomer,
    name: "株式会社デスク",
    plan: "full",
    contacts: Object.fromEntries(contacts),
    sources: { tool: { kind: "native" } },
    rules: [{ escalation: { operatorCalls } }],
  });
}
