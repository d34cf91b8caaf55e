import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Contact, IncidentAnswer } from "../../../api/types.ts";
import css from "../../../components/Tabs.module.css";
import { Alerts } from "./Alerts.tsx";
import { Calls } from "./Calls.tsx";
import { Dispatches } from "./Dispatches.tsx";
import { Timeline } from "./Timeline.tsx";

interface Props {
  incident: IncidentAnswer;
  contacts: readonly Contact[];
}

/** What has happened: in order, and by kind. */
export function HistoryTabs({ incident, contacts }: Props) {
  const { t } = useTranslation("incident");
  const shown: Record<keyof IncidentAnswer["counts"], ReactNode> = {
    timeline: <Timeline incident={incident} />,
    calls: <Calls incident={incident} contacts={contacts} />,
    dispatches: <Dispatches incident={incident} />,
    alerts: <Alerts incident={incident} />,
  };
  const lists = ["timeline", "calls", "dispatches", "alerts"] as const;
  return (
    <Tabs className={css.tabs ?? ""}>
      <TabList className={css.list ?? ""} aria-label={t("history.timeline")}>
        {lists.map((list) => (
          <Tab key={list} id={list} className={css.tab ?? ""}>
            {t(`history.${list}`)}
            <span className={css.count}>{incident.counts[list]}</span>
          </Tab>
        ))}
      </TabList>
      {lists.map((list) => (
        <TabPanel key={list} id={list} className={css.panel ?? ""}>
          {shown[list]}
        </TabPanel>
      ))}
    </Tabs>
  );
}
