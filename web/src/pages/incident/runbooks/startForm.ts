import type { Desk } from "../../../api/types.ts";

type AtHand = Desk["runbooks"];
type Offered = AtHand["offered"][number];

/** What is chosen and typed to start a runbook; numbers too stand as they were typed. */
export interface StartForm {
  runbook: string | null;
  target: string | null;
  values: Record<string, string>;
}

/** The rule's runbook with what the rule fills in, on the incident's own target. */
export function standardForm(atHand: AtHand): StartForm {
  const ofRule = offeredNamed(atHand, atHand.ofRule?.runbook ?? null);
  return { ...chosen(atHand, ofRule?.id ?? null), target: atHand.target };
}

/** Another runbook takes other parameters. */
export function chosen(atHand: AtHand, runbook: string | null): Pick<StartForm, "runbook" | "values"> {
  const given = atHand.ofRule?.runbook === runbook ? (atHand.ofRule?.with ?? {}) : {};
  const params = offeredNamed(atHand, runbook)?.params ?? [];
  return {
    runbook,
    values: Object.fromEntries(params.map(({ name }) => [name, String(given[name] ?? "")])),
  };
}

/** The rule's first. */
export const inOrder = ({ offered, ofRule }: AtHand): Offered[] =>
  offered.toSorted((one, other) => Number(other.id === ofRule?.runbook) - Number(one.id === ofRule?.runbook));

export const offeredNamed = ({ offered }: AtHand, id: string | null): Offered | undefined =>
  offered.find((one) => one.id === id);

/** What is sent; null while something is missing. Text that is no number goes as typed, and the API refuses it. */
export function orderOf(atHand: AtHand, { runbook, target, values }: StartForm): object | null {
  const params = offeredNamed(atHand, runbook)?.params;
  if (params === undefined || target === null) return null;
  const typed = params.map(({ name, isNumber }) => ({ name, isNumber, text: (values[name] ?? "").trim() }));
  if (typed.some(({ text }) => text === "")) return null;
  return {
    runbook,
    target,
    with: Object.fromEntries(
      typed.map(({ name, isNumber, text }) => [name, isNumber ? numberOr(text) : text]),
    ),
  };
}

function numberOr(text: string): number | string {
  const plain = text.normalize("NFKC");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}
