import type { SecondaryAnswer, SecondaryAtHand } from "../../../../api/types.ts";
import { typedTime } from "./typedTime.ts";

/** What is chosen and typed to propose something; times and numbers too stand as they were typed. */
export interface ProposalForm {
  kind: SecondaryAnswer["kind"];
  by: "hand" | "runbook";
  runbook: string | null;
  values: Record<string, string>;
  target: string | null;
  /** One per line. */
  steps: string;
  vendor: string;
  summary: string;
  plan: string;
  risk: string;
  price: string;
  estimate: string;
  at: string;
  expires: string;
  to: string[];
  isAgreed: boolean;
  agreedBy: string;
}

const usualExpiry = "7";

export const emptyForm = ({ to, kinds }: SecondaryAtHand, target: string | null): ProposalForm => ({
  kind: kinds.find(({ allowed }) => allowed)?.kind ?? "response",
  by: "hand",
  runbook: null,
  values: {},
  target,
  steps: "",
  vendor: "",
  summary: "",
  plan: "",
  risk: "",
  price: "",
  estimate: "",
  at: "",
  expires: usualExpiry,
  to,
  isAgreed: false,
  agreedBy: "",
});

export const usesRunbook = ({ kind, by }: ProposalForm): boolean => kind === "response" && by === "runbook";

type Offered = SecondaryAtHand["runbooks"];

export const runbookNamed = (offered: Offered, id: string | null): Offered[number] | undefined =>
  offered.find((one) => one.id === id);

/** What is sent; null while something is missing. */
export function proposalOf(form: ProposalForm, offered: Offered): object | null {
  const { kind, summary, plan, risk, price, estimate, at, to, isAgreed, vendor } = form;
  const work = workOf(form, offered);
  const agreedBy = form.agreedBy.trim();
  if (summary.trim() === "" || to.length === 0 || work === null) return null;
  if ((kind === "vendor-inquiry" && vendor.trim() === "") || (isAgreed && agreedBy === "")) return null;
  return {
    kind,
    summary: summary.trim(),
    to,
    ...work,
    ...given({ plan, risk, priceNote: price }),
    ...(kind === "vendor-inquiry" && { vendor: vendor.trim() }),
    ...(estimate.trim() !== "" && { estimateMinutes: typedNumber(estimate) }),
    ...(at !== "" && { scheduledAt: typedTime(at) }),
    ...(isAgreed ? { agreedBy } : { expiresInDays: typedNumber(form.expires) }),
  };
}

/** By a runbook with all its parameters, or by the steps that were typed. */
function workOf(form: ProposalForm, offered: Offered): object | null {
  if (!usesRunbook(form)) {
    const steps = form.steps.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
    return steps.length === 0 ? {} : { steps };
  }
  const params = runbookNamed(offered, form.runbook)?.params;
  const { runbook, target, values } = form;
  if (params === undefined || target === null) return null;
  const typed = params.map(({ name, isNumber }) => ({ name, isNumber, text: (values[name] ?? "").trim() }));
  if (typed.some(({ text }) => text === "")) return null;
  const parameters = typed.map(({ name, isNumber, text }) => [name, isNumber ? typedNumber(text) : text]);
  return { runbook, target, with: Object.fromEntries(parameters) };
}

const given = (texts: Record<string, string>): object =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text.trim() === "" ? [] : [[name, text.trim()]])),
  );

/** A number as it was typed, also full-width; other text is sent as typed, and the API refuses it. */
function typedNumber(text: string): number | string {
  const plain = text.trim().normalize("NFKC");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}
