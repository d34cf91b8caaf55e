import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rawAlertQuery } from "../../api/incidentQueries.ts";
import type { IncidentAnswer } from "../../api/types.ts";
import { Level } from "../../components/Level.tsx";
import { OnDemand } from "../../components/OnDemand.tsx";
import { Time } from "../../components/Time.tsx";
import css from "./TriagePage.module.css";

/** The latest alert that fired: what people decide on. */
export function AlertContent({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation(["triage", "incident"]);
  const alert = incident.alerts.findLast(({ status }) => status === "firing") ?? incident.alerts.at(-1);
  if (alert === undefined) return <p className={css.phase}>{t("noAlert")}</p>;
  return (
    <section className={css.alert} aria-label={t("alert")}>
      <dl className={css.facts}>
        <div>
          <dt>{t("level")}</dt>
          <dd>
            <Level level={alert.level} />
          </dd>
        </div>
        <div>
          <dt>{t("received")}</dt>
          <dd>
            <Time at={alert.acceptedAt} form="day" />
          </dd>
        </div>
        {alert.value !== null && (
          <div>
            <dt>{t("value")}</dt>
            <dd>{alert.value}</dd>
          </div>
        )}
      </dl>
      {alert.log !== null && <p className={css.log}>{alert.log}</p>}
      <OnDemand label={t("incident:history.raw")}>
        <Raw number={incident.number} alert={alert.id} />
      </OnDemand>
    </section>
  );
}

function Raw({ number, alert }: { number: number; alert: number }) {
  const { data } = useQuery(rawAlertQuery(number, alert));
  return <pre className={css.log}>{data === undefined ? "…" : JSON.stringify(data.details, null, 2)}</pre>;
}
