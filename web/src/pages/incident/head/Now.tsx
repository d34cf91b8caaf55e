import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Level } from "../../../components/Level.tsx";
import css from "./Now.module.css";
import { SloStanding } from "./SloStanding.tsx";

/** What happens now, and until when: what people look for first. */
export function Now({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation(["incident", "common"]);
  const { state, level, phase, silenced } = incident;
  const word = t(`common:state.${state}`);
  return (
    <section className={css.now} data-state={state}>
      <div className={css.happening}>
        <p className={css.marks}>
          <Level level={level} />
          {!phase.startsWith(word) && <span className={css.state}>{word}</span>}
          {silenced && <span className={css.silenced}>{t("silenced")}</span>}
        </p>
        <p className={css.phase}>{phase}</p>
      </div>
      <SloStanding slo={incident.slo} silenced={silenced} />
    </section>
  );
}
