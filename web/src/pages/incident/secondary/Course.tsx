import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { engine } from "../../../../../domain/people/actor.ts";
import type { SecondaryAnswer } from "../../../api/types.ts";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import css from "./Secondary.module.css";

/** What happened to it so far: who decided and how, when it began, what the vendor said, how it ended. */
export function Course({ response }: { response: SecondaryAnswer }) {
  const { t } = useTranslation("secondary");
  const { begunBy, begunAt, result, report, endedAt, endedBy, state } = response;
  const wasDecided = response.decidedAt !== null;
  const hasEnded = endedAt !== null && (state === "closed" || state === "withdrawn" || state === "expired");
  if (!wasDecided && !hasEnded && response.vendor === null) return null;
  return (
    <ol className={css.course} aria-label={t("course")}>
      <Decided response={response} />
      {begunAt !== null && begunBy !== null && (
        <Event name={t("event.begun")} at={begunAt}>
          {begunBy === engine ? t("begunByItself") : personName(begunBy)}
        </Event>
      )}
      {wasDecided && <Vendor response={response} />}
      {result !== null && (
        <Event name={t("event.result")} at={result.at} tone={result.succeeded ? "good" : "bad"}>
          {result.summary}
        </Event>
      )}
      {report !== null && (
        <Event name={t("event.report")} at={report.at} note={report.body}>
          {personName(report.by)}
          {report.body === null && `: ${t("standardReport")}`}
        </Event>
      )}
      {hasEnded && (
        <Event name={t(`event.${state}`)} at={endedAt} note={response.endReason}>
          {endedBy !== null && personName(endedBy)}
        </Event>
      )}
    </ol>
  );
}

function Decided({ response }: { response: SecondaryAnswer }) {
  const { t } = useTranslation("secondary");
  const { decidedBy, decidedAt, decidedThrough, decisionNote, recordedBy, confirmedBy, state } = response;
  if (decidedBy === null || decidedAt === null || decidedThrough === null) return null;
  return (
    <Event
      name={state === "declined" ? t("event.declined") : t("event.approved")}
      at={decidedAt}
      note={decisionNote}
    >
      {t("decided", { name: personName(decidedBy), way: t(`way.${decidedThrough}`) })}
      {recordedBy !== null && ` ${t("recordedBy", { name: recordedBy })}`}
      {confirmedBy !== null && ` ${t("confirmedBy", { name: confirmedBy })}`}
    </Event>
  );
}

function Vendor({ response: { vendor } }: { response: SecondaryAnswer }) {
  const { t } = useTranslation("secondary");
  if (vendor === null) return null;
  const { name, ticket, nextAt, answer } = vendor;
  return (
    <Event name={t("event.vendor")} at={null} note={answer === null ? null : t("answered", { answer })}>
      {name} {ticket === null ? t("notAsked") : t("ticket", { ticket })}
      {nextAt !== null && (
        <>
          {" "}
          {t("nextAt")} <Time at={nextAt} form="day" />
        </>
      )}
    </Event>
  );
}

interface EventProps {
  name: string;
  at: string | null;
  tone?: "good" | "bad";
  /** People's own words. */
  note?: string | null;
  children: ReactNode;
}

function Event({ name, at, tone, note = null, children }: EventProps) {
  return (
    <li className={css.event} data-tone={tone}>
      <span className={css.eventName}>{name}</span>
      <div>
        <p>{children}</p>
        {note !== null && <p className={css.eventNote}>{note}</p>}
      </div>
      <span className={css.eventTime}>{at !== null && <Time at={at} form="day" />}</span>
    </li>
  );
}
