import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Section } from "../../../components/Section.tsx";
import { Run } from "./Run.tsx";
import css from "./Runs.module.css";

/** What runbooks do, and did, about the incident: the newest run first and open, older ones folded. */
export function Runs({ incident }: { incident: Pick<IncidentAnswer, "runbookRuns"> }) {
  const { t } = useTranslation("runbooks");
  // Runs of secondary responses are shown there.
  const runs = incident.runbookRuns.filter(({ secondary }) => secondary === null).toReversed();
  if (runs.length === 0) return null;
  return (
    <Section title={t("title")} note={t("number", { number: runs.length })}>
      <ul className={css.runs}>
        {runs.map((run, place) => (
          <li key={run.id} className={css.run}>
            <Run run={run} isOpen={place === 0 || run.endedAt === null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
