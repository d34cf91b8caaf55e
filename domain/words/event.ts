import type { Wording } from "./phrase.ts";

/** Whom an event of the timeline is for. Events for operators only are hidden from customers (RA4). */
export type Audience = "everyone" | "staff";

/** An event of the timeline, declared once: its kind in the API, its audience and its words. */
export interface Declared<Values> {
  readonly kind: string | ((values: Values) => string);
  readonly audience: Audience | ((values: Values) => Audience);
  readonly words: Wording<Values>;
}

/** Declares events of one kind: `const call = shownAs("call")`, then `call(wording("…", "…"))`. */
export const shownAs =
  (kind: string, audience: Audience = "everyone") =>
  <Values>(words: Wording<Values>): Declared<Values> => ({ kind, audience, words });

/** The maker of one event; it holds the event's declaration. */
export interface Told {
  readonly named: string;
  readonly declared: Declared<never>;
}

type Happened<Name extends string, Values> = { readonly event: Name } & Readonly<Values>;
type Make<Name extends string, Values> = [keyof Values] extends [never]
  ? () => Happened<Name, Values>
  : (values: Values) => Happened<Name, Values>;

/** Makes the events of one subject. Each is made from its values and named by subject and key. */
export function events<const Subject extends string, Table extends Readonly<Record<string, Declared<never>>>>(
  subject: Subject,
  table: Table,
): {
  [Key in keyof Table & string]: (Table[Key] extends Declared<infer Values>
    ? Make<`${Subject}.${Key}`, Values>
    : never) &
    Told;
} {
  const makers = Object.entries(table).map(([key, declared]) => {
    const named = `${subject}.${key}`;
    const make = (values: object = {}) => ({ event: named, ...values });
    return [key, Object.assign(make, { named, declared })];
  });
  return Object.fromEntries(makers);
}

/** The union of the events that these makers make. */
export type EventsOf<Makers> = Makers extends unknown
  ? {
      [Key in keyof Makers]: Makers[Key] extends (...values: never[]) => infer Event ? Event : never;
    }[keyof Makers]
  : never;
