import { z } from "zod";
import type { Field, Fields } from "../../../domain/incidents/actions/fields.ts";
import { mostNames } from "../../../domain/incidents/actions/fields.ts";
import {
  type Action,
  type ActionBody,
  type ActionPath,
  actions,
  declarationOf,
} from "../../../domain/incidents/actions/table.ts";
import { fieldTexts, recipientTexts } from "../../../domain/words/fields.ts";
import { nameSchema, oneLine, text } from "../../http/textSchemas.ts";
import { largestNumber } from "../parameters.ts";

/** What a request asks for, made from what the action declares. */
const bodySchemaOf = (fields: Fields) =>
  z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)])));

function schemaOf(field: Field): z.ZodType {
  const schema = requiredSchemaOf(field);
  const asked = field.isOptional ? schema.optional() : schema;
  return field.description === undefined ? asked : asked.meta({ description: field.description });
}

function requiredSchemaOf(field: Field): z.ZodType {
  switch (field.kind) {
    case "text":
      return field.isOneLine ? oneLine(field.longest) : text(field.longest);
    case "names": {
      const { none, tooMany } = countTexts[field.of];
      return z
        .array(nameSchema)
        .min(1, none())
        .max(mostNames, tooMany({ most: mostNames }));
    }
    case "choice":
      return z.enum(field.choices, fieldTexts.oneOf({ choices: field.choices.join(", ") }));
    case "phone":
      return z.string().max(40, fieldTexts.atMost({ most: 40 }));
    case "instant":
      return z.iso.datetime({ offset: true, error: fieldTexts.isoTime() });
    case "runId":
      return z.uuid();
    case "parameters":
      return z.record(z.string(), z.unknown());
  }
}

const countTexts = {
  recipients: { none: recipientTexts.chooseRecipients, tooMany: recipientTexts.mostRecipients },
  chats: { none: recipientTexts.chooseChats, tooMany: recipientTexts.mostChats },
};

/** How many incidents at once, at most. */
export const mostAtOnce = 500;

const numbers = z
  .array(z.int().min(1).max(largestNumber, fieldTexts.noSuchIncident()))
  .min(1, fieldTexts.chooseOne())
  .max(mostAtOnce, fieldTexts.mostAtOnce({ most: mostAtOnce }));

/** One action's address, and the forms that it takes. */
export interface ActionAddress {
  action: Action;
  path: ActionPath;
  body: z.ZodType<ActionBody<Action>>;
  /** For many at once; null where it is for one alone. */
  bulkBody: z.ZodType<{ numbers: number[] } & ActionBody<Action>> | null;
}

export const addresses: readonly ActionAddress[] = actions.map((action) => {
  const { path, fields, body: asked = fields, isBulk = false } = declarationOf(action);
  const body = bodySchemaOf(asked);
  return { action, path, body, bulkBody: isBulk ? body.extend({ numbers }) : null } as ActionAddress;
});

export const bulkAnswerSchema = z
  .strictObject({
    results: z.array(
      z.strictObject({
        number: z.int(),
        ok: z.boolean(),
        code: z.string().optional(),
        detail: z.string().optional().meta({ description: "Why it was refused, in the language asked for" }),
      }),
    ),
  })
  .meta({ id: "BulkResults", description: "Each incident for itself" });

export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
