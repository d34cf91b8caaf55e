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
  /** Only written at as yet, or pressed: then taken by the server, or not. */
  standing: "writing" | "sent" | "refused";
}

/** What runbooks wait for an operator to answer; and where a colleague was first, that they were. */
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

/** The incident takes the answers of its own runs alone. */
const isAsking = (run: RunbookRun): run is AskingRun => run.asks !== null;
