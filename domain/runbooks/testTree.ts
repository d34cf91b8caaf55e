import type { ActStep, CheckStep, Runbook, Step } from "./tree.ts";

/** Parts of trees for tests; each is sound on its own. */
export const testCheck = (given: Partial<CheckStep> = {}): CheckStep => ({
  step: "check",
  title: "確認",
  criterion: "正常なら続けます。",
  probe: { kind: "command", argv: ["true"], asRoot: false, exits: [0], output: null },
  withinSeconds: 10,
  ...given,
});

export const testAct = (given: Partial<ActStep> = {}): ActStep => ({
  step: "act",
  title: "作業",
  action: { kind: "command", argv: ["touch", "done"], asRoot: false },
  effect: { repeatable: true },
  undo: { title: "戻す", action: { kind: "command", argv: ["rm", "done"], asRoot: false }, withinSeconds: 5 },
  withinSeconds: 20,
  ...given,
});

export function testTree(steps: Step[], given: Partial<Runbook> = {}): Runbook {
  const { step: _, ...verify } = testCheck({ title: "復旧の確認" });
  const head = { id: "mend-it", title: "修理", kind: "primary", purpose: "直します。", params: [] } as const;
  return { ...head, params: [], steps, verify, recoveryWaitSeconds: 240, ...given };
}
