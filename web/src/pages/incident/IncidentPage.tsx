import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/Page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../components/States.tsx";
import { subjectOf } from "../../words/subject.ts";
import { CustomersIncident } from "./CustomersIncident.tsx";
import css from "./IncidentPage.module.css";
import { OperatorsIncident } from "./OperatorsIncident.tsx";
import { useLiveIncident } from "./useLiveIncident.ts";

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
  // Another incident is another page: nothing that was typed or opened goes along.
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
