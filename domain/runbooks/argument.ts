import { z } from "zod";

/** A place filled in when a run begins: a parameter of the rule, or a value of the target in the customer's file. */
const placeSchema = z.union([
  z.strictObject({ param: z.string() }),
  z.strictObject({ target: z.enum(["name", "host", "instance"]) }),
]);
export type Place = z.infer<typeof placeSchema>;

/**
 * One argument of a command or a request: a text, a value filled in, or both joined. It reaches its program as one
 * argument, whatever characters the value holds: nothing is ever pasted into a shell's line.
 */
export const argumentSchema = z.union([
  z.string(),
  placeSchema,
  z.strictObject({ join: z.array(z.union([z.string(), placeSchema])).min(2) }),
]);
export type Argument = z.infer<typeof argumentSchema>;

const eachSchema = z.strictObject({ each: z.string() });

/** An entry of a list of arguments: one argument, or a list parameter, whose parts become arguments of their own. */
export const wordSchema = z.union([argumentSchema, eachSchema]);
export type Word = z.infer<typeof wordSchema>;

export const isEach = (node: unknown): node is z.infer<typeof eachSchema> =>
  eachSchema.safeParse(node).success;

/** The parts of a list parameter, which is written as one text: by comma or space. */
export const listParts = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== "");

/** The values of the places in one run. */
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

/** Throws if a value is missing: a run is checked before it begins, so that is our fault. */
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

/** A list parameter becomes as many arguments as it has parts. */
export const fillWord = (word: Word, values: Values): string[] =>
  isEach(word) ? listParts(fillArgument({ param: word.each }, values)) : [fillArgument(word, values)];

/** The text that a person reads before anything is filled in: `{service}`, `{対象のホスト}`. */
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

/** An argument of a filled tree, which holds texts alone. */
export const plain = (argument: Word): string => fillArgument(argument, nothingToFill);
