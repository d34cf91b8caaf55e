import { z } from "zod";
import {
  type Action,
  type ActionBody,
  type ActionPath,
  actions,
  declarationOf,
} from "../../../domain/incidents/actions/table.ts";
import { fieldTexts } from "../../../domain/words/fields.ts";
import { packed } from "../../../domain/words/phrase.ts";
import { bodySchemaOf } from "../../http/fieldSchemas.ts";
import { largestNumber } from "../../http/parameters.ts";

/** The most incidents at once. */
export const mostAtOnce = 500;

const numbers = z
  .array(z.int().min(1).max(largestNumber, packed(fieldTexts.noSuchIncident())))
  .min(1, packed(fieldTexts.chooseOne()))
  .max(mostAtOnce, packed(fieldTexts.mostAtOnce({ most: mostAtOnce })));

/** One action's address, and its forms. */
export interface ActionAddress {
  action: Action;
  path: ActionPath;
  body: z.ZodType<ActionBody<Action>>;
  /** For many incidents at once; null if the action takes only one. */
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
        detail: z.string().optional().meta({ description: "Why it was refused, in the requested language" }),
      }),
    ),
  })
  .meta({ id: "BulkResults", description: "The result for each incident" });

export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
