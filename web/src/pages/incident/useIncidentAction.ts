import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { triageQuery } from "../../api/incidentQueries.ts";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import { incidentQuery } from "../../api/queries.ts";
import type { ActionPath, IncidentAnswer } from "../../api/types.ts";
import { useAction } from "../../api/useAction.ts";
import { toast } from "../../components/Toast.tsx";

interface Options {
  onDone?: (answer: IncidentAnswer | null) => void;
  /** Left out: a toast says why. Either way the incident is read anew, for it is not what the person saw. */
  onRefused?: (problem: ApiProblem) => void;
}

/** What a person does to one incident: shown at once, told when done, and the truth read anew afterwards. */
export function useIncidentAction(number: number, options: Options = {}) {
  const queries = useQueryClient();
  const { t } = useTranslation("incident");
  const { queryKey } = incidentQuery(number);
  const action = useAction<IncidentAnswer | null>({
    changes: [queryKey, triageQuery.queryKey],
    onDone: (answer) => {
      if (answer !== null && "state" in answer) queries.setQueryData(queryKey, answer);
      options.onDone?.(answer);
    },
    onRefused: (problem) => {
      void queries.invalidateQueries({ queryKey });
      if (options.onRefused === undefined) toast({ tone: "bad", title: problemWords(problem) });
      else options.onRefused(problem);
    },
  });

  async function send(
    path: ActionPath | "seen",
    body: object,
    atOnce?: Partial<IncidentAnswer>,
  ): Promise<void> {
    if (atOnce !== undefined) {
      await queries.cancelQueries({ queryKey, exact: true });
      queries.setQueryData<IncidentAnswer>(queryKey, (known) => known && { ...known, ...atOnce });
    }
    action.mutate(
      { path: `/api/incidents/${number}/${path}`, body },
      { onSuccess: () => toast({ tone: "good", title: t(`done.${path}`) }) },
    );
  }
  return { send, isPending: action.isPending };
}
