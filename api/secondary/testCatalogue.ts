import type { RunbookKind } from "../../domain/runbooks/tree.ts";
import type { Catalogue, KnownRunbook } from "../../runbooks/catalogue.ts";
import { answers, check, command, runbook, serviceName, wholeNumber } from "../../runbooks/sdk/index.ts";

/** One runbook of each kind that a proposal may involve. */
export const testCatalogue: Catalogue = new Map([
  known("mend-service", "secondary"),
  known("restart-service", "primary"),
]);

function known(id: string, kind: RunbookKind): [string, KnownRunbook] {
  const definition = runbook({
    id,
    kind,
    title: "サービスの修復",
    purpose: "サービスを直します。",
    recoveryWaitSeconds: 0,
    params: {
      service: serviceName({ what: "サービスの名前", example: "nginx" }),
      minutes: wholeNumber({ what: "待つ時間", example: "5" }, { min: 1, max: 10 }),
    },
    steps: ({ service }) => [
      check({
        title: "動作の確認",
        criterion: "動作していれば続けます。",
        withinSeconds: 100,
        probe: answers(command(["systemctl", "is-active", service])),
      }),
    ],
    verify: ({ service }) => ({
      title: "復旧の確認",
      criterion: "動作していれば終わります。",
      withinSeconds: 60,
      probe: answers(command(["systemctl", "is-active", service])),
    }),
  });
  return [id, { ...definition, file: `runbooks/${kind}/${id}.ts` }];
}
