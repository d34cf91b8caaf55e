import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type Ref, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { deskQuery } from "../../api/incidentQueries.ts";
import { incidentQuery } from "../../api/queries.ts";
import type { IncidentAnswer, QueueEntry } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Kbd } from "../../components/Kbd.tsx";
import { ErrorState, QueryState } from "../../components/States.tsx";
import { subjectOf } from "../../words/subject.ts";
import { AlertContent } from "./AlertContent.tsx";
import { AssignForm } from "./AssignForm.tsx";
import css from "./TriagePage.module.css";

interface Props {
  entry: QueueEntry;
  /** The previous one was just assigned: the focus goes to this field. */
  beginsTyping: boolean;
  isMarking: boolean;
  onAssigned: (incident: IncidentAnswer | null) => void;
  onSeen: () => void;
  onLeave: () => void;
  ref: Ref<HTMLDivElement>;
}

/** One entry of the queue: what came, and what can be decided about it here. */
export function EntryDetail({ entry, beginsTyping, isMarking, onAssigned, onSeen, onLeave, ref }: Props) {
  const { t } = useTranslation("triage");
  const { number, state } = entry;
  const incident = useQuery(incidentQuery(number));
  const desk = useQuery(deskQuery(number));
  const assigning = useRef<HTMLDivElement>(null);
  const question = desk.data === undefined ? null : desk.data.customer === null ? "customer" : "rule";

  useEffect(() => {
    if (beginsTyping && question !== null) assigning.current?.querySelector("input")?.focus();
  }, [beginsTyping, question]);

  const leaveByEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) onLeave();
  };
  return (
    <div className={css.detail} ref={ref}>
      <header className={css.detailHead}>
        <div>
          <h2>{subjectOf(entry)}</h2>
          <p className={css.phase}>{entry.phase}</p>
        </div>
        <div className={css.ways}>
          {state !== "triage" && (
            <Button isPending={isMarking} onPress={onSeen}>
              {t("seen")}
              <span className={css.key} aria-hidden>
                <Kbd>s</Kbd>
              </span>
            </Button>
          )}
          <Link className={css.open} to="/incidents/$number" params={{ number: `${number}` }}>
            {t("open")}
            <span className={css.key} aria-hidden>
              <Kbd>o</Kbd>
            </span>
          </Link>
        </div>
      </header>
      {incident.data !== undefined && <AlertContent incident={incident.data} />}
      {incident.isError && <ErrorState error={incident.error} onRetry={() => incident.refetch()} />}
      {state === "triage" && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the field within
        <div ref={assigning} onKeyDown={leaveByEscape}>
          {desk.data !== undefined ? (
            <AssignForm number={number} desk={desk.data} onAssigned={onAssigned} />
          ) : (
            <QueryState query={desk} />
          )}
        </div>
      )}
    </div>
  );
}
