import { audit } from "../../texts/ja/audit.ts";

type Refusal = keyof typeof audit.refusals;
const refusals = Object.keys(audit.refusals) as Refusal[];

/** null: a code without words; it is shown as the API gave it. */
export const refusalNamed = (code: string): Refusal | null => refusals.find((name) => name === code) ?? null;
