import { z } from "zod";
import { type Field, type Fields, mostNames } from "../../domain/incidents/actions/fields.ts";
import { isPlainText, longestTexts } from "../../domain/people/said.ts";
import { fieldTexts, recipientTexts } from "../../domain/words/fields.ts";
import { packed } from "../../domain/words/phrase.ts";

/** Text written by a person: not blank, and storable. */
export const text = (longest: number) =>
  z
    .string()
    .refine((given) => given.trim() !== "", packed(fieldTexts.enterSomething()))
    .refine(isPlainText, packed(fieldTexts.unusableCharacters()))
    .max(longest, packed(fieldTexts.atMost({ most: longest })));

export const oneLine = (longest: number) =>
  text(longest).regex(/^[^\p{Cc}]*$/u, packed(fieldTexts.noLineBreaks()));

export const nameSchema = oneLine(longestTexts.name);

export const wholeSchema = (least: number, most: number) => {
  const error = packed(fieldTexts.wholeNumber({ least, most }));
  return z.int(error).min(least, error).max(most, error);
};

const isoTimeSchema = z.iso
  .datetime({ offset: true, error: packed(fieldTexts.isoTime()) })
  .meta({ override: { type: "string", format: "date-time" } });

/** The schema of a request's body, built from the action's declaration. */
export const bodySchemaOf = (fields: Fields) =>
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
        .min(1, packed(none()))
        .max(mostNames, packed(tooMany({ most: mostNames })));
    }
    case "choice":
      return z.enum(field.choices, packed(fieldTexts.oneOf({ choices: field.choices.join(", ") })));
    case "phone":
      return z.string().max(40, packed(fieldTexts.atMost({ most: 40 })));
    case "instant":
      return z.iso.datetime({ offset: true, error: packed(fieldTexts.isoTime()) });
    case "isoTime":
      return isoTimeSchema;
    case "whole":
      return wholeSchema(field.least, field.most);
    case "flag":
      return z.boolean();
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
