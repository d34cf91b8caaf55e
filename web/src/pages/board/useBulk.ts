import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../api/problemWords.ts";
import { useAction } from "../../api/useAction.ts";
import { toast } from "../../components/Toast.tsx";
import { type BulkAnswer, type Refused, summarise } from "./bulkSummary.ts";

export type BulkAction = "acknowledge" | "take" | "resolve";

/** One request for all of them, and one summary of the results. */
export function useBulk({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("board");
  const [refused, setRefused] = useState<Refused | null>(null);
  const [running, setRunning] = useState<BulkAction>("acknowledge");
  const action = useAction<BulkAnswer>({
    onDone: (answer) => {
      const summary = summarise(answer);
      if (summary.reasons.length > 0) setRefused(summary);
      else
        toast({
          tone: "good",
          title: t("bulk.done", { count: summary.done, action: t(`actions.${running}`) }),
        });
      onDone();
    },
    onRefused: (problem) => {
      if (problem.errors.length === 0) toast({ tone: "bad", title: problemWords(problem) });
    },
  });
  return {
    run: (which: BulkAction, numbers: readonly number[], body: { reason?: string }) => {
      setRunning(which);
      action.mutate({ path: `/api/incidents/bulk/${which}`, body: { numbers, ...body } });
    },
    isPending: action.isPending,
    problem: action.error,
    refused,
    forget: () => setRefused(null),
  };
}
