import { z } from "zod";
import { isPlainText, longestTexts } from "../../domain/incidents/people.ts";
import { fieldTexts } from "../../domain/words/fields.ts";

/** A text that a person wrote: not blank, and nothing in it that cannot be kept. */
export const text = (longest: number) =>
  z
    .string()
    .refine((given) => given.trim() !== "", fieldTexts.enterSomething())
    .refine(isPlainText, fieldTexts.unusableCharacters())
    .max(longest, fieldTexts.atMost({ most: longest }));

export const oneLine = (longest: number) => text(longest).regex(/^[^\p{Cc}]*$/u, fieldTexts.noLineBreaks());

export const nameSchema = oneLine(longestTexts.name);
