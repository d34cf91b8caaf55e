import type { Values } from "../../domain/runbooks/argument.ts";
import { fillRunbook } from "../../domain/runbooks/fill.ts";
import type { Probe } from "../../domain/runbooks/probe.ts";
import type { Runbook } from "../../domain/runbooks/tree.ts";
import restartService from "../../runbooks/primary/restart-service.ts";
import { check, runbook } from "../../runbooks/sdk/index.ts";

const filled = (tree: Runbook, values: Values): Runbook => ({
  ...fillRunbook(tree, values),
  // The alert is not part of the measurement.
  recoveryWaitSeconds: 0,
});

/** Asks the same thing again and again. */
export function manyChecks(steps: number, probe: Probe): Runbook {
  const question = { title: "応答する", criterion: "応答すれば続けます。", probe, withinSeconds: 20 };
  const { tree } = runbook({
    id: "bench-checks",
    title: "確認",
    kind: "primary",
    purpose: "確認のみを行います。",
    params: {},
    steps: () => Array.from({ length: steps }, () => check(question)),
    verify: () => question,
    recoveryWaitSeconds: 0,
  });
  return filled(tree, { params: {}, target: { name: "bench", host: "127.0.0.1" } });
}

/** The catalogue's own runbook. */
export const restart = (service: string): Runbook =>
  filled(restartService.tree, { params: { service }, target: { name: service, host: "127.0.0.1" } });
