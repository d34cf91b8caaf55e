import { planIncludes } from "../../customers/plan.ts";
import { refusedRunTexts, runRefusalTexts } from "../../runbooks/runTexts.ts";
import { sentence } from "../../words/sentence.ts";
import { refusalTexts } from "../steeringTexts.ts";
import { action, always, operators } from "./action.ts";
import { described, name, optional, parameters } from "./fields.ts";
import { refuse, withCustomer } from "./situation.ts";

/** R5.6 */
export const startRunbook = action({
  path: "runbooks",
  roles: operators,
  fields: {
    runbook: described(name(), "A primary one, by its id"),
    target: described(optional(name()), "`web01` or `shop/web01`; left out: the incident's own"),
    with: described(
      optional(parameters()),
      "Its parameters; left out: those of the rule, where it names this runbook",
    ),
  },
  /** One runbook runs at a time. A plan without primary response has none (R1.5b). */
  rule(situation, asked) {
    const { plan, state, runbookRunning } = situation;
    if (plan !== null && !planIncludes(plan, "primaryResponse")) {
      const reason = refusedRunTexts.planExcludes({ plan, capability: "primaryResponse" });
      return refuse("plan_excludes", reason);
    }
    if (runbookRunning) return refuse("runbook_running", runRefusalTexts.running());
    return state === "recovered"
      ? refuse("already_recovered", refusalTexts.recovered())
      : withCustomer(situation, asked);
  },
  fieldAtFault: { bad_parameters: "with", bad_runbook: "runbook", bad_target: "target" },
  consequence: always(
    sentence(
      "手順書を対象のサーバーで今すぐ実行します。復旧しなければ、取り消しの手順のあとエスカレーションします。",
      "Runs the runbook on the target now. If the incident does not recover, what can be undone is undone and it is escalated.",
    ),
  ),
  words: {
    summary: "Runs a runbook on a managed target; if the incident does not recover, it is escalated",
    temporal:
      '手順書を実行する: { "by": "名前", "runbook": "restart-service", "with": { "service": "nginx" } }。対象を省くと、インシデントのサーバー',
    log: sentence("手順書の実行", "Run a runbook"),
    done: sentence("手順書を開始しました", "Runbook started"),
  },
  button: { label: sentence("手順書を実行", "Run runbook"), key: "b" },
});
