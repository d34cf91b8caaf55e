import { z } from "zod";
import { alertStatuses } from "../../domain/alerts/alert.ts";
import { levels } from "../../domain/alerts/level.ts";
import { callResults } from "../../domain/calls/operators/result.ts";
import { callOutcomes } from "../../domain/calls/outcome.ts";
import { incidentStates } from "../../domain/incidents/row.ts";
import { dispatchKinds } from "../../domain/messages/kinds.ts";
import { runStates, stepKinds, stepStates } from "../../domain/runbooks/story.ts";
import { secondarySchema } from "./secondary/schemas.ts";

export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "UTC, to the millisecond", example: "2026-11-22T03:27:15.000Z" });

const sloSchema = z
  .strictObject({
    detectedAt: instant,
    firstResponseAt: instant.nullable(),
    firstResponse: z.enum(["call", "mail", "runbook"]).nullable(),
    deadlineAt: instant.nullable().meta({ description: "null while silenced" }),
    breached: z.boolean(),
    result: z.enum(["running", "met", "breached", "not-needed"]).meta({
      description: "`not-needed`: recovered or resolved in time, before any first response",
    }),
  })
  .meta({ id: "Slo", description: "The promise of a first response within 15 minutes" });

export const alertSchema = z
  .strictObject({
    id: z.int().meta({ description: "The id that the intake answered" }),
    status: z.enum(alertStatuses),
    level: z.enum(levels),
    value: z.string().nullable(),
    log: z.string().nullable(),
    occurredAt: instant.nullable().meta({ description: "The tool's own time, if it gives one" }),
    acceptedAt: instant,
  })
  .meta({ id: "Alert" });

export const timelineEntrySchema = z
  .strictObject({
    at: instant,
    actor: z.string().meta({ description: "A person's name, `customer:NAME`, or `toban` for the engine" }),
    kind: z.string(),
    text: z.string(),
  })
  .meta({ id: "TimelineEntry" });

export const dispatchSchema = z
  .strictObject({
    id: z.int(),
    channel: z.enum(["mail", "chat", "sms"]),
    to: z.string().meta({ description: "A mail address, or the chat's id in the customer file" }),
    kind: z.enum(dispatchKinds),
    outcome: z.enum(["pending", "sent", "refused", "failed"]),
    messageId: z.string().nullable(),
    at: instant,
    reason: z.string().nullable(),
  })
  .meta({ id: "Dispatch" });

export const recordingSchema = z
  .strictObject({
    id: z.string().meta({ description: "Played by `GET /api/recordings/{id}`" }),
    seconds: z.int().nullable(),
    recordedAt: instant,
  })
  .meta({ id: "Recording" });

const recordings = z
  .array(recordingSchema)
  .meta({ description: "What can still be played, for operators and admins; empty for customers" });

export const callSchema = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(["auto", "operator"]),
    contact: z.string().meta({ description: "The contact's id in the customer file" }),
    phone: z.string().meta({ description: "E.164", example: "+815000000000" }),
    round: z.int().min(1),
    placedAt: instant
      .nullable()
      .meta({ description: "null if skipped, or if the provider certainly never received it" }),
    endedAt: instant.nullable(),
    outcome: z.enum(callOutcomes).nullable().meta({ description: "null while under way" }),
    reason: z.string().nullable(),
    calledBy: z.string().nullable().meta({ description: "The operator; null for automatic calls" }),
    result: z.enum(callResults).nullable().meta({ description: "Of an operator's call" }),
    resultBy: z
      .string()
      .nullable()
      .meta({ description: "`toban`: taken from the telephone provider's report" }),
    resultNote: z.string().nullable().meta({ description: "For operators and admins; null for customers" }),
    recordings,
  })
  .meta({ id: "Call" });

const operatorCallsSchema = z
  .strictObject({
    list: z.array(z.string()).meta({ description: "Contacts' ids in order" }),
    band: z
      .enum(["businessHours", "afterHours"])
      .meta({ description: "The band at the moment of detection" }),
    round: z.int(),
    next: z.string().nullable().meta({ description: "Whom to call now" }),
    state: z.enum(["running", "reached", "exhausted", "stopped"]),
  })
  .meta({ id: "OperatorCalls", description: "How far the operators' call list has come" });

export const callbackSchema = z
  .strictObject({
    id: z.uuid(),
    phone: z.string().meta({ description: "E.164" }),
    startedAt: instant,
    endedAt: instant.nullable(),
    connectedTo: z.string().nullable().meta({ description: "The operator who took the call" }),
    recordings,
  })
  .meta({ id: "Callback", description: "A customer's person who rang the control centre's number" });

const runStepSchema = z
  .strictObject({
    path: z.string().meta({ description: "Its place in the tree", example: "steps[1].yes[0]" }),
    kind: z.enum(stepKinds),
    title: z.string(),
    state: z.enum(stepStates).meta({ description: "`cut`: ended by an abort or the limit" }),
    startedAt: instant,
    endedAt: instant.nullable(),
    seen: z.string().nullable().meta({ description: "In an operator's words" }),
    output: z.string().nullable().meta({
      description:
        "What commands printed, secrets masked, cut to a limit; while the step runs, what they have printed so far. Null for customers",
    }),
    by: z.string().nullable().meta({ description: "Who decided, or did it by hand" }),
  })
  .meta({ id: "RunbookStep" });

const answers = z.enum(["yes", "no"]);

const runAskSchema = z
  .strictObject({
    path: z.string(),
    title: z.string(),
    question: z.string().meta({ description: "The criterion, or for a manual step what to do" }),
    until: instant,
    manual: z.boolean().meta({ description: "A manual step: yes means it is done" }),
    follows: z.record(answers, z.array(z.string())).nullable().meta({
      description:
        "For each answer, the steps that follow before the runbook goes on; null for a manual step",
    }),
    unanswered: answers.meta({ description: "The answer that counts if nobody answers in time" }),
  })
  .meta({ id: "RunbookQuestion", description: "The step that waits for an operator's answer" });

export const runbookRunSchema = z
  .strictObject({
    id: z.uuid(),
    runbook: z.string().meta({ example: "restart-service" }),
    title: z.string().meta({ description: "As the customer agreed to it; the id if the run never began" }),
    target: z.string().nullable().meta({ example: "shop/web01" }),
    secondary: z
      .int()
      .nullable()
      .meta({ description: "The secondary response it is part of; null: the incident's own" }),
    state: z.enum(runStates),
    startedBy: z.string(),
    startedAt: instant,
    endedAt: instant.nullable(),
    limitAt: instant.nullable().meta({ description: "The latest moment it can end, undos included" }),
    why: z.string().nullable().meta({ description: "How it ended, in one sentence" }),
    asks: runAskSchema.nullable(),
    undone: z.array(z.strictObject({ title: z.string(), failed: z.string().nullable() })),
    stays: z.array(z.strictObject({ title: z.string(), never: z.string() })),
    steps: z.array(runStepSchema),
  })
  .meta({ id: "RunbookRun", description: "One run of a runbook on one target" });

export const bundleSchema = z
  .strictObject({
    id: z.uuid().meta({ description: "Downloaded by `GET /api/incidents/{number}/bundles/{id}`" }),
    run: z.uuid(),
    name: z.string().meta({ example: "web01-20261125T032715Z.tar.gz" }),
    bytes: z.int(),
    digest: z.string().meta({ description: "SHA-256 in hex" }),
    at: instant,
  })
  .meta({ id: "Bundle" });

const summaryFields = {
  number: z.int().min(1),
  customer: z.string().nullable().meta({ description: "null: unknown" }),
  system: z.string().nullable(),
  node: z.string(),
  alarm: z.string(),
  level: z.enum(levels),
  state: z.enum(incidentStates),
  phase: z.string().meta({ description: "In words for people", example: "佐藤 太郎様へ架電中 2/3" }),
  silenced: z.boolean(),
  acknowledgedBy: z.string().nullable(),
  takenBy: z.string().nullable(),
  rule: z.string().nullable(),
  openedAt: instant,
  recoveredAt: instant.nullable(),
  closedAt: instant.nullable(),
  slo: sloSchema,
  operatorCalls: operatorCallsSchema
    .nullable()
    .meta({ description: "null if no operators' call list was opened" }),
  secondary: secondarySchema
    .nullable()
    .meta({ description: "The latest secondary response; null if none was proposed" }),
};

export const incidentSummarySchema = z
  .strictObject(summaryFields)
  .meta({ id: "IncidentSummary", description: "An incident without its lists" });

export const incidentSchema = z
  .strictObject({
    ...summaryFields,
    names: z
      .strictObject({ customer: z.string().nullable(), system: z.string().nullable() })
      .meta({ description: "The names of the customer and the system; the id if they have none" }),
    alerts: z.array(alertSchema),
    dispatches: z.array(dispatchSchema),
    calls: z.array(callSchema),
    callbacks: z
      .array(callbackSchema)
      .meta({ description: "Who called back, for operators and admins; empty for customers" }),
    runbookRuns: z.array(runbookRunSchema),
    bundles: z.array(bundleSchema).meta({
      description: "Bundles that runs brought from targets, for operators and admins; empty for customers",
    }),
    secondaries: z.array(secondarySchema).meta({ description: "All of them, the latest first" }),
    timeline: z.array(timelineEntrySchema),
    counts: z
      .strictObject({ alerts: z.int(), dispatches: z.int(), calls: z.int(), timeline: z.int() })
      .meta({ description: "How many there are in all; the lists hold the latest 200, in order" }),
  })
  .meta({ id: "Incident" });

const nextCursor = z
  .string()
  .nullable()
  .meta({ description: "For the next page; null if this was the last" });

export const incidentPageSchema = z.strictObject({ incidents: z.array(incidentSummarySchema), nextCursor });

/** The pages of an incident's four lists, by their names in the address. */
export const listPageSchemas = {
  alerts: z.strictObject({ alerts: z.array(alertSchema), nextCursor }),
  timeline: z.strictObject({ timeline: z.array(timelineEntrySchema), nextCursor }),
  dispatches: z.strictObject({ dispatches: z.array(dispatchSchema), nextCursor }),
  calls: z.strictObject({ calls: z.array(callSchema), nextCursor }),
};

export type RunbookRun = z.infer<typeof runbookRunSchema>;
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;
export type IncidentAnswer = z.infer<typeof incidentSchema>;
