import { useState } from "react";
import type { Desk, IncidentAnswer, Me, RunbookRun } from "../../../api/types.ts";
import { AnsweredByOthers } from "./AnsweredByOthers.tsx";
import { Question } from "./Question.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  me: Me;
}

/** The question that this person has begun to answer. */
export interface BegunAnswer {
  run: string;
  path: string;
  title: string;
  /** Whether it is still being typed, or was sent and then accepted or not. */
  standing: "writing" | "sent" | "refused";
}

/** The runbooks' open questions; and if a colleague answered first, a note that says so. */
export function Questions({ incident, desk, me }: Props) {
  const [begun, setBegun] = useState<BegunAnswer | null>(null);
  const asking = incident.runbookRuns.filter(isAsking);
  const isBegun = (run: AskingRun) => begun?.run === run.id && begun.path === run.asks.path;
  return (
    <>
      {begun !== null && !asking.some(isBegun) && (
        <AnsweredByOthers
          key={`${begun.run} ${begun.path}`}
          incident={incident}
          begun={begun}
          me={me}
          onClose={() => setBegun(null)}
        />
      )}
      {asking.map((run) => (
        <Question
          key={`${run.id} ${run.asks.path}`}
          incident={incident}
          run={run}
          consequence={desk.actions.find(({ action }) => action === "answerRunbook")?.consequence ?? null}
          isSent={isBegun(run) && begun?.standing === "sent"}
          onBegun={(standing) => setBegun({ run: run.id, ...partOf(run.asks), standing })}
        />
      ))}
    </>
  );
}

export type AskingRun = RunbookRun & { asks: NonNullable<RunbookRun["asks"]> };

const partOf = ({ path, title }: AskingRun["asks"]) => ({ path, title });

/** The incident takes answers only for its own runs. */
const isAsking = (run: RunbookRun): run is AskingRun => run.asks !== null;
