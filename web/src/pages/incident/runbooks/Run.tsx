import { useTranslation } from "react-i18next";
import type { RunbookRun } from "../../../api/types.ts";
import { personName } from "../../../words/personName.ts";
import { RunEnding } from "./RunEnding.tsx";
import css from "./Runs.module.css";
import { RunTime } from "./RunTime.tsx";
import { Steps } from "./Steps.tsx";

interface Props {
  run: RunbookRun;
  /** Whether its steps are shown before anybody asks for them. */
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
