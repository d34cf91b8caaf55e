import { z } from "zod";
import { roles } from "../../db/schema/index.ts";

export const auditEntrySchema = z
  .strictObject({
    id: z.int(),
    at: z.iso.datetime({ precision: 3 }),
    person: z.string().meta({
      description:
        "Who did it; `command:NAME` at the command line, `?` for a login by a name that nobody has",
    }),
    role: z.enum(roles).nullable(),
    action: z.string(),
    customer: z.string().nullable(),
    incident: z.int().nullable(),
    detail: z.record(z.string(), z.unknown()).meta({ description: "What was asked for, without secrets" }),
    outcome: z
      .enum(["done", "refused", "failed"])
      .nullable()
      .meta({ description: "null: asked for, and no answer is known" }),
    code: z.string().nullable().meta({ description: "Why it was refused" }),
    via: z.enum(["session", "token", "command", "link"]),
  })
  .meta({ id: "AuditEntry", description: "Who did what, when, and what became of it" });

export const auditPageSchema = z.strictObject({
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});

export type AuditEntryAnswer = z.infer<typeof auditEntrySchema>;
