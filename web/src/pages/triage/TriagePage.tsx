import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queueMilliseconds, triageQuery } from "../../api/incidentQueries.ts";
import { Page } from "../../components/Page.tsx";
import { EmptyState, QueryState } from "../../components/States.tsx";
import { Queue } from "./Queue.tsx";
import css from "./TriagePage.module.css";

/** What needs a person's decision, the worst first (R5.1a). */
export function TriagePage() {
  const { t } = useTranslation(["frame", "triage"]);
  const query = useQuery({ ...triageQuery, refetchInterval: queueMilliseconds });
  const entries = query.data?.entries;
  return (
    <Page
      title={t("frame:triage")}
      wide
      actions={
        entries !== undefined &&
        entries.length > 0 && <p className={css.count}>{t("triage:count", { count: entries.length })}</p>
      }
    >
      {entries === undefined ? (
        <QueryState query={query} />
      ) : entries.length === 0 ? (
        <EmptyState title={t("triage:empty")}>
          <p>{t("triage:emptyHint")}</p>
        </EmptyState>
      ) : (
        <Queue entries={entries} />
      )}
    </Page>
  );
}
