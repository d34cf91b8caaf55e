import { z } from "zod";

/**
 * A placeholder filled in when a run begins: a parameter of the rule, or a value of the target in the customer's
 * file.
 */
const placeSchema = z.union([
  z.strictObject({ param: z.string() }),
  z.strictObject({ target: z.enum(["name", "host", "instance"]) }),
]);
export type Place = z.infer<typeof placeSchema>;

/**
 * One argument of a command or a request: a text, a value filled in, or both joined. It reaches its program as one
 * argument, whatever characters the value holds, because nothing is ever pasted into a shell command.
 */
export const argumentSchema = z.union([
  z.string(),
  placeSchema,
  z.strictObject({ join: z.array(z.union([z.string(), placeSchema])).min(2) }),
]);
export type Argument = z.infer<typeof argumentSchema>;

const eachSchema = z.strictObject({ each: z.string() });

/** An entry of an argument list: one argument, or a list parameter whose parts become separate arguments. */
export const wordSchema = z.union([argumentSchema, eachSchema]);
export type Word = z.infer<typeof wordSchema>;

export const isEach = (node: unknown): node is z.infer<typeof eachSchema> =>
  eachSchema.safeParse(node).success;

/** Splits a list parameter, written as one text, at commas and spaces. */
export const listParts = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== "");

/** The values for the placeholders of one run. */
export interface Values {
  params: Readonly<Record<string, string>>;
  target: Readonly<Partial<Record<"name" | "host" | "instance", string>>>;
}

export const placesIn = (argument: Word): Place[] => {
  if (typeof argument === "string") return [];
  if ("each" in argument) return [{ param: argument.each }];
  if (!("join" in argument)) return [argument];
  return argument.join.flatMap((part) => (typeof part === "string" ? [] : [part]));
};

/** Throws if a value is missing. A run is checked before it begins, so that would be our fault. */
export function fillArgument(argument: Word, values: Values): string {
  if (typeof argument === "string") return argument;
  if ("each" in argument) throw new Error(`${argument.each} is a list, and not one argument`);
  if ("join" in argument) return argument.join.map((part) => fillArgument(part, values)).join("");
  const [name, value] =
    "param" in argument
      ? [argument.param, values.params[argument.param]]
      : [`target.${argument.target}`, values.target[argument.target]];
  if (value === undefined) throw new Error(`nothing is known for ${name}`);
  return value;
}

/** A list parameter becomes one argument for each of its parts. */
export const fillWord = (word: Word, values: Values): string[] =>
  isEach(word) ? listParts(fillArgument({ param: word.each }, values)) : [fillArgument(word, values)];

/** The text that people read before values are filled in: `{service}`, `{対象のホスト}`. */
export function showArgument(argument: Word): string {
  if (typeof argument === "string") return argument;
  if ("each" in argument) return `{${argument.each}}`;
  if ("join" in argument) return argument.join.map(showArgument).join("");
  return "param" in argument ? `{${argument.param}}` : `{${targetWords[argument.target]}}`;
}

const targetWords = {
  name: "対象のサーバー名",
  host: "対象のホスト",
  instance: "対象のインスタンスID",
} as const;

const nothingToFill: Values = { params: {}, target: {} };

/** The text of an argument in a filled tree, which has no placeholders left. */
export const plain = (argument: Word): string => fillArgument(argument, nothingToFill);
