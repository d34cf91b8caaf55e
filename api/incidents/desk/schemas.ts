import { z } from "zod";
import { actions } from "../../../domain/incidents/actions/table.ts";
import { chatKinds } from "../../../domain/messages/chat/registry.ts";
import { reaches } from "../../../domain/runbooks/allow.ts";
import { secondaryActions } from "../../../domain/secondary/actions.ts";
import { secondaryKinds } from "../../../domain/secondary/record.ts";
import { alertSchema, dispatchSchema } from "../schemas.ts";

const contactSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  reading: z.string().nullable(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
  mail: z.string().nullable(),
});

/** Text with the reading of each part, for `<ruby>`; null if it is read as written. */
const spokenPart = z.strictObject({ text: z.string(), reading: z.string().nullable() });

const offeredRunbook = z.strictObject({
  id: z.string(),
  title: z.string(),
  params: z.array(
    z.strictObject({
      name: z.string(),
      what: z.string(),
      example: z.string(),
      isNumber: z.boolean(),
      reaches: z.enum(reaches).optional().meta({
        description:
          "What it may reach on the server. If a person enters it, the target's `allow` must include it",
      }),
    }),
  ),
});

const decision = {
  allowed: z.boolean(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
};
const consequence = z.string().meta({ description: "What it will do, in one sentence" });

const secondaryAtHand = z
  .strictObject({
    kinds: z
      .array(z.strictObject({ kind: z.enum(secondaryKinds), ...decision }))
      .meta({ description: "The kinds that may be proposed now" }),
    consequence,
    runbooks: z.array(offeredRunbook).meta({ description: "The secondary runbooks" }),
    to: z.array(z.string()).meta({ description: "Whom a proposal asks if nobody is named" }),
    responses: z.array(
      z.strictObject({
        id: z.int().min(1),
        actions: z.array(z.strictObject({ action: z.enum(secondaryActions), ...decision, consequence })),
        report: z
          .strictObject({
            subject: z.string(),
            before: z.string(),
            standard: z.string().nullable().meta({ description: "null: something must be written" }),
            after: z.string(),
          })
          .nullable()
          .meta({ description: "Its mail, around the text a person may write; null if none is due" }),
      }),
    ),
  })
  .meta({ description: "Secondary responses: what may be proposed, and the actions open on each" });

/** Everything an operator needs at hand to steer one incident. */
export const deskSchema = z
  .strictObject({
    customer: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    /** Without a known customer: the customers it may belong to. */
    customers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    contacts: z.array(contactSchema),
    chats: z.array(z.strictObject({ id: z.string(), kind: z.enum(chatKinds), provider: z.string() })),
    rules: z.array(
      z.strictObject({
        name: z.string(),
        summary: z.string().meta({ description: "What it is for and what it does, in one line" }),
        assignable: z.boolean().meta({ description: "false: it would leave the incident in triage" }),
      }),
    ),
    escalation: z.enum(["none", "ready", "begun"]),
    escalationSummary: z.string().nullable().meta({ description: "What would follow, in words" }),
    script: z
      .record(z.string(), z.array(z.array(spokenPart)))
      .meta({ description: "By contact: what to say on the telephone, a sentence each" }),
    mail: z
      .strictObject({ to: z.array(z.string()), subject: z.string(), body: z.string() })
      .nullable()
      .meta({ description: "The standard mail; what is sent is what is shown" }),
    chatText: z.string().nullable(),
    workflowUrl: z.string().nullable().meta({ description: "In the Temporal UI" }),
    proposal: z
      .string()
      .nullable()
      .meta({ description: "The rule that would have matched, as written in the customer's file" }),
    operatorPhone: z.string().nullable().meta({ description: "The asking person's own telephone" }),
    runbooks: z
      .strictObject({
        offered: z.array(offeredRunbook),
        ofRule: z
          .strictObject({ runbook: z.string(), with: z.record(z.string(), z.unknown()) })
          .nullable()
          .meta({ description: "The runbook that the rule names, with its parameters" }),
        target: z
          .string()
          .nullable()
          .meta({ description: "The managed target that the incident's system and node name" }),
        targets: z.array(z.string()).meta({ description: "All of the customer's, as `shop/web01`" }),
      })
      .meta({ description: "The primary runbooks that may be started" }),
    secondary: secondaryAtHand,
    seenBy: z.string().nullable().meta({ description: "Who has looked at it since it needed attention" }),
    attention: z.string().nullable(),
    actions: z.array(
      z.strictObject({
        action: z.enum(actions),
        ...decision,
        consequence,
      }),
    ),
  })
  .meta({ id: "Desk", description: "What an operator needs at hand for one incident" });

export type Desk = z.infer<typeof deskSchema>;

export const dispatchContentSchema = dispatchSchema
  .extend({
    content: z
      .strictObject({ subject: z.string().nullable(), body: z.string() })
      .nullable()
      .meta({ description: "As the recipient reads it" }),
  })
  .meta({ id: "DispatchContent" });

export const rawAlertSchema = alertSchema
  .extend({
    series: z.string(),
    details: z.record(z.string(), z.unknown()).meta({ description: "As the tool sent it" }),
  })
  .meta({ id: "RawAlert" });

/** One incident that a person should look at, the worst first. */
export const queueEntrySchema = z
  .strictObject({
    number: z.int(),
    customer: z.string().nullable(),
    customerName: z.string().nullable(),
    system: z.string().nullable(),
    node: z.string(),
    alarm: z.string(),
    level: z.enum(["low", "middle", "high"]),
    state: z.enum(["triage", "open", "acknowledged", "recovered", "closed"]),
    phase: z.string(),
    takenBy: z.string().nullable(),
    attention: z.string().meta({ description: "Why: `fault`, `slo-breach`, `nobody-told`, `triage` ..." }),
    attentionText: z.string().meta({ description: "The same in words" }),
    attentionAt: z.iso.datetime(),
    detectedAt: z.iso.datetime(),
    deadlineAt: z.iso.datetime().nullable(),
    responded: z.boolean(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "QueueEntry" });

export const queueSchema = z
  .strictObject({ at: z.iso.datetime(), entries: z.array(queueEntrySchema) })
  .meta({ id: "TriageQueue", description: "Incidents that need a person, the worst first; at most 500" });

export type Queue = z.infer<typeof queueSchema>;
