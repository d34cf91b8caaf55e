import type { ResponseAtHand, SecondaryAnswer } from "../../../api/types.ts";

type AtHand = ResponseAtHand["actions"][number];
/** Steps are recorded at the step itself, and questions are answered in place. */
export type ButtonAction = Exclude<AtHand["action"], "recordStep" | "answer">;
type Shown = AtHand & { action: ButtonAction };

/** In the order in which one usually goes. */
const order: readonly ButtonAction[] = [
  ...(["approve", "decline", "schedule", "begin", "recordVendor"] as const),
  ...(["abort", "report", "close", "withdraw"] as const),
];
/** The first of these that is possible stands out. */
const usual: readonly ButtonAction[] = ["close", "report", "recordVendor", "begin"];
/** For these reasons an action is shown although it cannot be done yet: it comes next. Others are far off, or over. */
const stillToCome: { [Action in ButtonAction]?: readonly (string | null)[] } = {
  approve: ["second_person_needed"],
  begin: ["not_agreed", "second_person_needed"],
  schedule: ["not_agreed"],
  recordVendor: ["not_agreed"],
  report: ["not_begun", "work_not_done"],
  close: ["not_reported"],
};

export interface OfferedActions {
  shown: Shown[];
  canRecordSteps: boolean;
  /** It confirms what another operator heard on the telephone. */
  confirms(action: ButtonAction): action is "approve" | "begin";
  kindOf(action: ButtonAction): "primary" | "danger" | "plain";
}

/** The buttons of one response: what can be done, and what cannot be done yet, with the reason. */
export function offeredOf(
  atHand: ResponseAtHand | undefined,
  { vendor, heard }: Pick<SecondaryAnswer, "vendor" | "heard">,
): OfferedActions {
  const actions = atHand?.actions ?? [];
  // If nothing runs, there is nothing to stop.
  const isPart = ({ action, allowed }: AtHand) =>
    action === "recordVendor" ? vendor !== null : action !== "abort" || allowed;
  const shown = order.flatMap((action) => {
    const known = actions.find((one) => one.action === action && isPart(one));
    return known !== undefined && (known.allowed || stillToCome[action]?.includes(known.code))
      ? [{ ...known, action }]
      : [];
  });
  const confirms = (action: ButtonAction): action is "approve" | "begin" => action === heard?.to;
  const next = [...(heard === null ? [] : [heard.to]), ...usual].find((action) =>
    shown.some((one) => one.action === action && one.allowed),
  );
  return {
    shown,
    canRecordSteps: actions.some(({ action, allowed }) => action === "recordStep" && allowed),
    confirms,
    kindOf: (action) => (action === "abort" ? "danger" : action === next ? "primary" : "plain"),
  };
}
