import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deskQuery } from "../../api/incidentQueries.ts";
import { incidentQuery, meQuery } from "../../api/queries.ts";
import { Page } from "../../components/Page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../components/States.tsx";
import { useLiveState } from "../../live/liveState.ts";
import { subjectOf } from "../../words/subject.ts";
import { CustomersIncident } from "./CustomersIncident.tsx";
import css from "./IncidentPage.module.css";
import { OperatorsIncident } from "./OperatorsIncident.tsx";

/** One incident: what happens now, what can be done about it, and what has happened. */
export function IncidentPage() {
  const { number } = useParams({ from: "/inside/incidents/$number" });
  const { t } = useTranslation("incident");
  if (!/^[1-9]\d{0,8}$/.test(number))
    return (
      <Page title={t("number", { number })}>
        <EmptyState title={t("invalidNumber")} />
      </Page>
    );
  // Another incident is another page: nothing typed or opened is carried over.
  return <OneIncident key={number} number={Number(number)} />;
}

function OneIncident({ number }: { number: number }) {
  const { t } = useTranslation("incident");
  const { me, isOperator, incident, desk } = useLiveIncident(number);
  const known = incident.data;
  if (known === undefined || me === undefined)
    return (
      <Page title={t("number", { number })}>
        {incident.isError ? (
          <ErrorState error={incident.error} onRetry={() => incident.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Page>
    );
  return (
    <Page
      title={subjectOf(known)}
      wide
      actions={
        <p className={css.marks}>
          <span>#{number}</span>
          {desk.data?.workflowUrl != null && (
            <a href={desk.data.workflowUrl} target="_blank" rel="noreferrer">
              {t("workflow")}
            </a>
          )}
        </p>
      }
    >
      {isOperator ? (
        <OperatorsIncident incident={known} desk={desk} me={me} />
      ) : (
        <CustomersIncident incident={known} me={me} />
      )}
    </Page>
  );
}

/** How often to read what the stream does not report, such as a mail's bounce; without the stream, everything. */
const calmMilliseconds = 30_000;
const withoutStreamMilliseconds = 5_000;

/**
 * One incident, kept up to date, and for operators their desk. The live connection says when either changed;
 * if it has fallen silent, both are polled instead.
 */
function useLiveIncident(number: number) {
  const { data: me } = useQuery(meQuery);
  const isOperator = me !== undefined && me.role !== "customer";
  const refetchInterval = useLiveState(({ stale }) => stale) ? withoutStreamMilliseconds : calmMilliseconds;
  const incident = useQuery({ ...incidentQuery(number), refetchInterval });
  const desk = useQuery({ ...deskQuery(number), refetchInterval, enabled: isOperator });
  return { me, isOperator, incident, desk };
}
