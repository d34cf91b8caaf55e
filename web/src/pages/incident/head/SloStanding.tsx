import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import { spanOf } from "../../../clock/remaining.ts";
import { Countdown } from "../../../components/Countdown.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./Now.module.css";

interface Props {
  slo: IncidentAnswer["slo"];
  silenced: boolean;
}

/** The promise of a first response (R3.1): how long is left, or how it was kept. A breach is never hidden. */
export function SloStanding({ slo, silenced }: Props) {
  const { t } = useTranslation(["incident", "common"]);
  const { deadlineAt, firstResponseAt, firstResponse, breached, result, detectedAt } = slo;
  if (firstResponseAt !== null) {
    const span = spanOf(
      Math.max(0, Math.round((Date.parse(firstResponseAt) - Date.parse(detectedAt)) / 1_000)),
    );
    return (
      <div className={css.slo} data-tone={breached ? "breached" : "met"}>
        <p className={css.sloTitle}>{breached ? t("slo.breached") : t("slo.metBy")}</p>
        <p className={css.figure}>
          {firstResponse !== null && t(`slo.how.${firstResponse}`)} <Time at={firstResponseAt} />
        </p>
        <p className={css.sloTitle}>{t("slo.after", { time: t(`common:${span.unit}`, span) })}</p>
      </div>
    );
  }
  if (result === "not-needed") return <p className={css.sloTitle}>{t("slo.notNeeded")}</p>;
  if (deadlineAt === null) return <p className={css.sloTitle}>{silenced ? t("slo.silenced") : null}</p>;
  return (
    <div className={css.slo}>
      <p className={css.sloTitle}>{breached ? t("slo.late") : t("slo.until")}</p>
      <p className={css.figure}>{result === "running" || breached ? <Countdown at={deadlineAt} /> : null}</p>
      <p className={css.sloTitle}>
        <Time at={deadlineAt} />
      </p>
    </div>
  );
}
