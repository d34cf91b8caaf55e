import { useTranslation } from "react-i18next";
import type { SecondaryAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import css from "./Secondary.module.css";

interface Props {
  steps: SecondaryAnswer["steps"];
  onRecord: ((step: number) => void) | null;
}

/** What people do by hand, each with its result. */
export function ManualSteps({ steps, onRecord }: Props) {
  const { t } = useTranslation("secondary");
  return (
    <ol className={css.steps} aria-label={t("steps")}>
      {steps.map(({ step, title, done, note, by, at }) => {
        const state = done === null ? "open" : done ? "done" : "notDone";
        return (
          <li key={step} className={css.step} data-state={state}>
            <span className={css.stepState}>{t(`stepState.${state}`)}</span>
            <div>
              <p>
                {step}. {title}
              </p>
              {note !== null && <p className={css.eventNote}>{note}</p>}
              {by !== null && at !== null && (
                <p className={css.about}>
                  {personName(by)} <Time at={at} form="day" />
                </p>
              )}
            </div>
            {onRecord !== null && (
              <Button small onPress={() => onRecord(step)} aria-label={t("recordStepOf", { step })}>
                {t("recordStep")}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
