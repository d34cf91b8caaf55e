import { useTranslation } from "react-i18next";
import type { RunbookRun } from "../../../api/types.ts";
import { spanOf } from "../../../clock/remaining.ts";
import { Countdown } from "../../../components/Countdown.tsx";
import { Elapsed } from "../../../components/Elapsed.tsx";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import { RunEnding } from "./RunEnding.tsx";
import css from "./Runs.module.css";
import { Steps } from "./Steps.tsx";

interface Props {
  run: RunbookRun;
  /** Whether its steps are shown from the start. */
  isOpen: boolean;
}

/** One run: on what, by whom, how it stands, what it did, and how it ended. */
export function Run({ run, isOpen }: Props) {
  const { t } = useTranslation("runbooks");
  const { title, target, state, startedBy, steps } = run;
  const neverBegan = state === "refused" || state === "skipped";
  return (
    <article className={css.body} data-state={state}>
      <header className={css.head}>
        <h3 className={css.title}>{title}</h3>
        <span className={css.state} data-state={state}>
          {t(`state.${state}`)}
        </span>
        <p className={css.about}>
          {target !== null && <span className={css.target}>{target}</span>}
          <span>{t("startedBy", { name: personName(startedBy) })}</span>
        </p>
        <RunTime run={run} />
      </header>
      {neverBegan ? (
        <p className={css.reason}>{run.why}</p>
      ) : (
        <>
          {run.endedAt !== null && <RunEnding run={run} />}
          {run.asks !== null && <p className={css.asks}>{t("waitsForAnswer", { title: run.asks.title })}</p>}
          {steps.length === 0 && run.endedAt === null && <p className={css.quiet}>{t("beginning")}</p>}
          {steps.length > 0 && (
            <details open={isOpen}>
              <summary className={css.summary}>{t("steps", { number: steps.length })}</summary>
              <Steps steps={steps} />
            </details>
          )}
        </>
      )}
    </article>
  );
}

const nearMilliseconds = 2 * 60_000;

/** Under way: how long it has been, and how long it may be at most. Ended: when, and how long it took. */
function RunTime({ run }: { run: RunbookRun }) {
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
