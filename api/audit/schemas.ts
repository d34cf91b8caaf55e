import { z } from "zod";
import { roles } from "../../db/schema/index.ts";

export const auditEntrySchema = z
  .strictObject({
    id: z.int(),
    at: z.iso.datetime({ precision: 3 }),
    person: z.string().meta({
      description: "Who did it; `command:NAME` at the command line, `?` for a login by an unknown name",
    }),
    role: z.enum(roles).nullable(),
    action: z.string(),
    customer: z.string().nullable(),
    incident: z.int().nullable(),
    detail: z.record(z.string(), z.unknown()).meta({ description: "What was asked for, without secrets" }),
    outcome: z
      .enum(["done", "refused", "failed"])
      .nullable()
      .meta({ description: "null: requested, but the outcome is not known" }),
    code: z.string().nullable().meta({ description: "Why it was refused" }),
    via: z.enum(["session", "token", "command", "link"]),
  })
  .meta({ id: "AuditEntry", description: "Who did what, when, and with what outcome" });

export const auditPageSchema = z.strictObject({
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});

export type AuditEntryAnswer = z.infer<typeof auditEntrySchema>;
