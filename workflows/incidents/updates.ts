import { condition, defineUpdate, setHandler } from "@temporalio/workflow";
import { problemOf } from "../../domain/incidents/actions/fields.ts";
import {
  type Action,
  type ActionSaid,
  actions,
  declarationOf,
} from "../../domain/incidents/actions/table.ts";
import { refusal } from "../kit/refusal.ts";
import { mustBeName, mustBeObject, requestName } from "../kit/said.ts";
import { type Deed, deeds } from "./deeds.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { guard } from "./situation.ts";
import { show } from "./view.ts";

/** A name typed in the Temporal UI proves nothing. */
const here = "この画面からは本人確認されず、名前は「未確認」と記録されます";

/** Makes every action of a person an update; its validator refuses what does not fit and changes nothing. */
export function listenToPeople(run: IncidentRun): void {
  for (const action of actions) listen(run, action, deeds[action]);
}

function listen<A extends Action>(run: IncidentRun, action: A, { check, act }: Deed<A>): void {
  const { fields, together, words } = declarationOf(action);
  const mustFit = (said: ActionSaid<A>): void => {
    const problem = problemOf(fields, said) ?? together?.(said)?.message ?? null;
    if (problem !== null) throw refusal("invalid_input", problem);
    check?.(run, said);
    guard(run, action, said);
  };
  const handle = async (said: ActionSaid<A>): Promise<unknown> => {
    if (run.rebuilding) {
      await condition(() => !run.rebuilding);
      mustFit(said);
    }
    const answer = await act(run, said, requestName());
    show(run);
    return answer;
  };
  const validator = (said: ActionSaid<A>): void => {
    mustBeObject(said);
    mustBeName(said.by);
    // While the state is being rebuilt, the handler does this check later.
    if (!run.rebuilding) mustFit(said);
  };
  const update = defineUpdate<unknown, [ActionSaid<A>]>(action);
  setHandler(update, handle, { description: `${words.temporal}。${here}`, validator });
}
