import type { z } from "zod";
import type { Person } from "../../db/people/tokens.ts";
import { customersPerson } from "../../domain/people/actor.ts";
import type { Act } from "../../domain/secondary/act.ts";
import type { SecondaryAction } from "../../domain/secondary/actions.ts";
import type { SecondaryPath, secondaryBodies } from "./schemas.ts";

type Body<Path extends SecondaryPath> = z.output<(typeof secondaryBodies)[Path]>;

/** The act of each address. */
export const actionAt: Record<SecondaryPath, SecondaryAction> = {
  approve: "approve",
  decline: "decline",
  schedule: "schedule",
  begin: "begin",
  abort: "abort",
  steps: "recordStep",
  vendor: "recordVendor",
  report: "report",
  withdraw: "withdraw",
  close: "close",
};

/** How each address' body becomes an act of this person. */
export const actsAt: { [Path in SecondaryPath]: (body: Body<Path>, person: Person) => Act } = {
  approve: (body, person) => ({ act: "approve", ...answerOf(body, person) }),
  decline: (body, person) => ({ act: "decline", ...answerOf(body, person) }),
  schedule: ({ at }, { name: by }) => ({ act: "schedule", by, at }),
  begin: ({ agreedBy }, { name: by }) => ({
    ...{ act: "begin", by },
    ...(agreedBy !== undefined && { agreedBy }),
  }),
  abort: ({ reason = null }, { name: by }) => ({ act: "abort", by, reason }),
  steps: ({ step, done, note = null }, { name: by }) => ({ act: "recordStep", by, step, done, note }),
  vendor: ({ ticket, nextAt, answer }, { name: by }) => ({
    act: "recordVendor",
    by,
    ticket: ticket ?? null,
    nextAt: nextAt ?? null,
    answer: answer ?? null,
  }),
  report: ({ body = null }, { name: by }) => ({ act: "report", by, body }),
  withdraw: ({ reason }, { name: by }) => ({ act: "withdraw", by, reason }),
  close: ({ note = null }, { name: by }) => ({ act: "close", by, note }),
};

type Answer = Omit<Extract<Act, { act: "approve" | "decline" }>, "act">;

/**
 * A customer's person answers as who they are; an operator says whom they have heard on the telephone, or, where they
 * confirm what another one has heard, nobody.
 */
function answerOf({ name, note: given }: Body<"approve">, person: Person): Answer {
  const note = given ?? null;
  if (person.role === "customer")
    return { by: customersPerson(person.name), through: "api", note, recordedBy: null };
  const by = name === undefined ? null : customersPerson(name);
  return { by, through: "phone", note, recordedBy: person.name };
}
