import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dispatchQuery } from "../../../api/incidentQueries.ts";
import type { DispatchEntry, IncidentAnswer } from "../../../api/types.ts";
import { OnDemand } from "../../../components/OnDemand.tsx";
import { QueryState } from "../../../components/States.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./History.module.css";
import { Older } from "./Older.tsx";
import { useHistory } from "./useHistory.ts";

const idOf = ({ id }: DispatchEntry): string => `${id}`;
const tones = { sent: "good", pending: "now", refused: "bad", failed: "bad" } as const;

/** Mails and chat messages, shown as the recipient reads them. */
export function Dispatches({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation("incident");
  const { number, dispatches: latest, counts } = incident;
  const history = useHistory({ list: "dispatches", number, latest, count: counts.dispatches, idOf });
  if (history.items.length === 0) return <p className={css.empty}>{t("history.noDispatches")}</p>;
  return (
    <>
      <ul className={css.list}>
        {history.items.map((dispatch) => (
          <li key={dispatch.id} className={css.item}>
            <span className={css.when}>
              <Time at={dispatch.at} form="day" />
            </span>
            <div className={css.main}>
              <p className={css.first}>
                <strong>{dispatch.to}</strong>
                <span className={css.soft}>
                  {t(`channel.${dispatch.channel}`)}・{t(`dispatchKind.${dispatch.kind}`)}
                </span>
              </p>
              {dispatch.reason !== null && <p className={css.reason}>{dispatch.reason}</p>}
              <OnDemand label={t("history.content")}>
                <Content number={number} dispatch={dispatch.id} />
              </OnDemand>
            </div>
            <span className={css.outcome} data-tone={tones[dispatch.outcome]}>
              {t(`dispatchOutcome.${dispatch.outcome}`)}
            </span>
          </li>
        ))}
      </ul>
      <Older left={history.left} isPending={history.isPending} onShow={history.showOlder} />
    </>
  );
}

function Content({ number, dispatch }: { number: number; dispatch: number }) {
  const { t } = useTranslation("incident");
  const query = useQuery(dispatchQuery(number, dispatch));
  if (!query.isSuccess) return <QueryState query={query} />;
  const { content } = query.data;
  if (content === null) return <p className={css.soft}>{t("history.noContent")}</p>;
  return (
    <div className={css.sent}>
      {content.subject !== null && (
        <p>
          <span className={css.soft}>{t("history.subject")}</span> <strong>{content.subject}</strong>
        </p>
      )}
      <pre>{content.body}</pre>
    </div>
  );
}
