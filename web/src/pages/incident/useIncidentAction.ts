import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { triageQuery } from "../../api/incidentQueries.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import { incidentQuery } from "../../api/queries.ts";
import type { IncidentAnswer } from "../../api/types.ts";
import { useAction } from "../../api/useAction.ts";
import { toast } from "../../components/Toast.tsx";
import { type ActionAddress, addressOf, isOfSecondary, secondaryPathOf } from "./actionAddress.ts";

interface Options {
  onDone?: (answer: IncidentAnswer | null) => void;
  /** If left out, a toast says why. Either way the incident is read again, since it is not what the person saw. */
  onRefused?: (problem: ApiProblem) => void;
}

/** A person's action on one incident: shown at once, confirmed when done, and the truth read again afterwards. */
export function useIncidentAction(number: number, options: Options = {}) {
  const queries = useQueryClient();
  const { t } = useTranslation(["incident", "secondary"]);
  const { queryKey } = incidentQuery(number);
  const words = (address: ActionAddress, answer: IncidentAnswer | null): string => {
    if (!isOfSecondary(address)) return t(`done.${address}`);
    // It waits for somebody else.
    if (answer !== null && "heard" in answer && answer.heard !== null) return t("secondary:done.heard");
    return t(`secondary:done.${secondaryPathOf(address)}`);
  };
  const action = useAction<IncidentAnswer | null>({
    changes: [queryKey, triageQuery.queryKey],
    onDone: (answer) => {
      // For a secondary response, the answer is the response alone.
      if (answer !== null && "timeline" in answer) queries.setQueryData(queryKey, answer);
      options.onDone?.(answer);
    },
    onRefused: (problem) => {
      void queries.invalidateQueries({ queryKey });
      if (options.onRefused === undefined) toast({ tone: "bad", title: problemWords(problem) });
      else options.onRefused(problem);
    },
  });

  async function send(address: ActionAddress, body: object, atOnce?: Partial<IncidentAnswer>): Promise<void> {
    if (atOnce !== undefined) {
      await queries.cancelQueries({ queryKey, exact: true });
      queries.setQueryData<IncidentAnswer>(queryKey, (known) => known && { ...known, ...atOnce });
    }
    action.mutate(
      { path: addressOf(number, address), body },
      { onSuccess: (answer) => toast({ tone: "good", title: words(address, answer) }) },
    );
  }
  return { send, isPending: action.isPending };
}
