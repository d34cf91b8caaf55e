import { z } from "zod";
import { sourceKinds } from "../../domain/alerts/alert.ts";
import { levels } from "../../domain/alerts/level.ts";
import { customerFieldTexts as texts } from "../../domain/customers/fieldTexts.ts";
import { plans } from "../../domain/customers/plan.ts";
import { chatKinds } from "../../domain/messages/chat/registry.ts";
import { packed } from "../../domain/words/phrase.ts";

const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "UTC, to the millisecond", example: "2026-11-22T03:27:15.000Z" });
const id = z.string().meta({ description: "The id in the customer's file" });
const phone = z.string().nullable().meta({ description: "E.164", example: "+815000000000" });
const runbookStart = z.enum(["automatic", "operator"]);

export const customerListSchema = z.strictObject({
  customers: z.array(
    z.strictObject({ id, name: z.string(), plan: z.enum(plans), openIncidents: z.int().min(0) }),
  ),
});

const contactSchema = z.strictObject({
  id,
  name: z.string(),
  reading: z.string().nullable(),
  company: z.string().nullable(),
  phone,
  mail: z.string().nullable(),
});

const targetSchema = z.strictObject({
  name: z.string(),
  host: z.string().nullable(),
  connection: z.string().nullable().meta({
    description: "How it is reached; secrets appear only by name",
    example: "ops@10.0.1.11:22（鍵 secret:web01-key、踏み台 bastion、sudo）",
  }),
  ec2: z.string().nullable(),
  autoscale: z.boolean(),
  downtime: z.array(z.string()).meta({ description: "計画停止" }),
});

const systemSchema = z.strictObject({
  id,
  name: z.string(),
  cloud: z
    .strictObject({ provider: z.string(), region: z.string(), account: z.string().nullable() })
    .nullable(),
  emergency: z.array(z.string()).meta({ description: "Contacts told in a major incident" }),
  targets: z.array(targetSchema),
});

export const customerSchema = z
  .strictObject({
    id,
    name: z.string(),
    plan: z.enum(plans),
    timezone: z.string(),
    calendar: z.strictObject({
      businessHours: z.string(),
      holidays: z.enum(["japan", "none"]),
      closed: z.array(z.string()),
    }),
    contacts: z.array(contactSchema),
    systems: z.array(systemSchema),
    rules: z
      .array(
        z.strictObject({
          name: z.string(),
          summary: z.string().meta({ description: "The rule in one line" }),
          mail: z.array(z.string()),
          chats: z.array(z.string()),
          calls: z.array(z.string()).meta({ description: "The call list, in order" }),
        }),
      )
      .meta({ description: "In order: the first that matches decides" }),
    chat: z.array(
      z.strictObject({ id, kind: z.enum(chatKinds), provider: z.string(), destination: z.string() }),
    ),
    sources: z.array(z.strictObject({ name: z.string(), kind: z.enum(sourceKinds) })),
    versions: z
      .array(
        z.strictObject({
          id: z.int(),
          importedAt: instant,
          importedBy: z.string(),
          fileName: z.string(),
          current: z.boolean(),
        }),
      )
      .meta({ description: "The latest 50 imports, newest first" }),
    lastChange: z
      .array(z.string())
      .meta({ description: "What the last import changed, a line each; empty for the first" }),
  })
  .meta({ id: "Customer", description: "The customer's file in force. Secrets appear only by name" });

const longestText = 500;
const text = z
  .string()
  .trim()
  .min(1, packed(texts.required()))
  .max(longestText, packed(texts.tooLong({ most: longestText })));

export const dryRunRequestSchema = z
  .strictObject({
    node: text,
    alarm: text,
    level: z.enum(levels, packed(texts.level())),
    system: text.nullish().meta({ description: "Absent: the system of the target with this name or host" }),
    at: z.iso
      .datetime({ offset: true, error: packed(texts.time()) })
      .nullish()
      .meta({ description: "Absent: now" }),
  })
  .meta({ id: "DryRunRequest", description: "A hypothetical alert" });

const tellingSchema = z.strictObject({
  id,
  name: z.string(),
  address: z.string().nullable(),
  skipped: z.string().nullable().meta({ description: "Why nothing would be sent" }),
});

export const dryRunSchema = z
  .strictObject({
    rule: z.string(),
    band: z.enum(["businessHours", "afterHours"]),
    system: z.string().nullable(),
    mail: z.array(tellingSchema),
    chats: z.array(z.string()),
    calls: z.array(
      z.strictObject({
        position: z.int().min(1),
        contact: z.string(),
        name: z.string(),
        phone,
        skipped: z.string().nullable().meta({ description: "Why this person would not be rung" }),
      }),
    ),
    operators: z.string().nullable().meta({ description: "What is left to operators, and why" }),
    firstResponse: z
      .strictObject({ runbook: z.string(), start: runbookStart, skipped: z.string().nullable() })
      .nullable(),
    escalation: z
      .strictObject({
        afterMinutes: z.int().nullable(),
        mail: z.array(tellingSchema),
        operatorCalls: z.array(
          z.strictObject({ position: z.int().min(1), contact: z.string(), name: z.string(), phone }),
        ),
      })
      .nullable()
      .meta({ description: "With the operators' call list of the band" }),
    explanation: z.array(z.string()).meta({ description: "Each decision with its reason" }),
  })
  .meta({ id: "DryRun", description: "Who would be called if this alert came" });

export type CustomerAnswer = z.infer<typeof customerSchema>;
export type DryRunAnswer = z.infer<typeof dryRunSchema>;
