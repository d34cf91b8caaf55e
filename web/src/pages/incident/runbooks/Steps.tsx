import { useTranslation } from "react-i18next";
import type { RunbookStep } from "../../../api/types.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { Elapsed } from "../../../components/Elapsed.tsx";
import { OnDemand } from "../../../components/OnDemand.tsx";
import { useSeconds } from "../../operationTest/useSeconds.ts";
import css from "./Steps.module.css";
import { stepTone } from "./stepTone.ts";

/** The steps of a run in the order in which they happened, without those of branches not taken. */
export function Steps({ steps }: { steps: readonly RunbookStep[] }) {
  return (
    <ol className={css.steps}>
      {steps.map((step) => (
        <StepLine key={`${step.path} ${step.startedAt}`} step={step} />
      ))}
    </ol>
  );
}

function StepLine({ step }: { step: RunbookStep }) {
  const { t } = useTranslation("runbooks");
  const seconds = useSeconds();
  const { kind, title, state, startedAt, endedAt, seen, output, by } = step;
  const isUnderWay = state === "running";
  const waits = isUnderWay && (kind === "ask" || kind === "manual");
  return (
    <li className={css.step} data-tone={stepTone(step)} aria-current={isUnderWay ? "step" : undefined}>
      <span className={css.kind}>{t(`kind.${kind}`)}</span>
      <div className={css.main}>
        <p className={css.title}>{title}</p>
        {seen !== null && seen !== "" && <p className={css.seen}>{seen}</p>}
        {by !== null && <p className={css.seen}>{t("by", { name: by })}</p>}
        {output !== null && output !== "" && (
          <OnDemand label={t("output")} startsOpen={isUnderWay}>
            <pre className={css.output}>{output}</pre>
            <div>
              <CopyButton text={output} />
            </div>
          </OnDemand>
        )}
      </div>
      <p className={css.standing}>
        <strong>{t(`stepState.${waits ? "waits" : state}`)}</strong>
        <span className={css.seconds}>
          {isUnderWay ? (
            <Elapsed since={startedAt} />
          ) : (
            endedAt !== null && seconds(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)))
          )}
        </span>
      </p>
    </li>
  );
}
