import { condition } from "@temporalio/workflow";
import {
  type Action,
  type ActionSaid,
  actions,
  declarationOf,
} from "../../domain/incidents/actions/table.ts";
import { hear } from "../kit/hear.ts";
import { refusal } from "../kit/refusal.ts";
import { type Deed, deeds } from "./deeds.ts";
import type { IncidentRun } from "./incidentRun.ts";
import { guard } from "./situation.ts";
import { show } from "./view.ts";

/** Makes every action of a person an update; its validator refuses what does not fit and changes nothing. */
export function listenToPeople(run: IncidentRun): void {
  for (const action of actions) listen(run, action, deeds[action]);
}

function listen<A extends Action>(run: IncidentRun, action: A, { check, act }: Deed<A>): void {
  const declaration = declarationOf(action);
  const mustFit = (said: ActionSaid<A>): void => {
    const problem = declaration.together?.(said)?.message ?? null;
    if (problem !== null) throw refusal("invalid_input", problem);
    check?.(run, said);
    guard(run, action, said);
  };
  hear<ActionSaid<A>, unknown>(action, declaration, {
    // While the state is being rebuilt, this is checked later.
    check: (said) => run.rebuilding || mustFit(said),
    async act(said, request) {
      if (run.rebuilding) {
        await condition(() => !run.rebuilding);
        mustFit(said);
      }
      const answer = await act(run, said, request);
      show(run);
      return answer;
    },
  });
}
