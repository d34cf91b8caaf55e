import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Level } from "../../../components/Level.tsx";
import css from "./Now.module.css";
import { SloStanding } from "./SloStanding.tsx";

/** What happens now, and until when: what one looks for first. */
export function Now({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation(["incident", "common"]);
  const { state, level, phase, silenced } = incident;
  return (
    <section className={css.now} data-state={state}>
      <div className={css.happening}>
        <p className={css.marks}>
          <Level level={level} />
          <span className={css.state}>{t(`common:state.${state}`)}</span>
          {silenced && <span className={css.silenced}>{t("silenced")}</span>}
        </p>
        <p className={css.phase}>{phase}</p>
      </div>
      <SloStanding slo={incident.slo} silenced={silenced} />
    </section>
  );
}
