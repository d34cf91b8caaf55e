import { useTranslation } from "react-i18next";
import type { RunbookRun } from "../../../api/types.ts";
import { spanOf } from "../../../clock/remaining.ts";
import { Countdown } from "../../../components/Countdown.tsx";
import { Elapsed } from "../../../components/Elapsed.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./Runs.module.css";

const nearMilliseconds = 2 * 60_000;

/** Under way: how long it has been, and how long it may be at most. Ended: when, and how long it took. */
export function RunTime({ run }: { run: RunbookRun }) {
  const { t } = useTranslation(["runbooks", "common"]);
  const { startedAt, endedAt, limitAt, state } = run;
  if (endedAt === null)
    return (
      <p className={css.time}>
        <span>
          <Time at={startedAt} form="seconds" /> {t("begun")}
        </span>
        <span>
          {t("elapsed")} <Elapsed since={startedAt} />
        </span>
        {limitAt !== null && (
          <span>
            <Countdown at={limitAt} nearMilliseconds={nearMilliseconds} /> {t("limit")}{" "}
            <Time at={limitAt} form="seconds" />
          </span>
        )}
      </p>
    );
  const span = spanOf(Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000)));
  const neverBegan = state === "refused" || state === "skipped";
  return (
    <p className={css.time}>
      <Time at={startedAt} form="day" />
      {!neverBegan && <span>{t("took", { time: t(`common:${span.unit}`, span) })}</span>}
    </p>
  );
}
