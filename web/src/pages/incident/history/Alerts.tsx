import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rawAlertQuery } from "../../../api/incidentQueries.ts";
import type { AlertEntry, IncidentAnswer } from "../../../api/types.ts";
import { Level } from "../../../components/Level.tsx";
import { OnDemand } from "../../../components/OnDemand.tsx";
import { QueryState } from "../../../components/States.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./History.module.css";
import { Older } from "./Older.tsx";
import { useHistory } from "./useHistory.ts";

const idOf = ({ id }: AlertEntry): string => `${id}`;

/** What the tool said, as we understood it; as it was sent, on demand. */
export function Alerts({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation("incident");
  const { number, alerts: latest, counts } = incident;
  const history = useHistory({ list: "alerts", number, latest, count: counts.alerts, idOf });
  if (history.items.length === 0) return <p className={css.empty}>{t("history.noAlerts")}</p>;
  return (
    <>
      <p className={css.soft}>{t("history.latest", { shown: history.items.length, count: counts.alerts })}</p>
      <ul className={css.list}>
        {history.items.map((alert) => (
          <li key={alert.id} className={css.item}>
            <span className={css.when}>
              <Time at={alert.acceptedAt} form="day" />
            </span>
            <div className={css.main}>
              <p className={css.first}>
                <Level level={alert.level} />
                {alert.value !== null && (
                  <strong>
                    <bdi>{alert.value}</bdi>
                  </strong>
                )}
              </p>
              {alert.log !== null && <p className={css.log}>{alert.log}</p>}
              <OnDemand label={t("history.raw")}>
                <Raw number={number} alert={alert.id} />
              </OnDemand>
            </div>
            <span className={css.outcome} data-tone={alert.status === "recovered" ? "good" : "plain"}>
              {t(`alertStatus.${alert.status}`)}
            </span>
          </li>
        ))}
      </ul>
      <Older left={history.left} isPending={history.isPending} onShow={history.showOlder} />
    </>
  );
}

function Raw({ number, alert }: { number: number; alert: number }) {
  const query = useQuery(rawAlertQuery(number, alert));
  if (!query.isSuccess) return <QueryState query={query} />;
  return <pre className={css.raw}>{JSON.stringify(query.data.details, null, 2)}</pre>;
}
