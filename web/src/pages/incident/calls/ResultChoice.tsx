import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type CallResult, callResults } from "../../../../../domain/calls/operators/result.ts";
import { Kbd } from "../../../components/Kbd.tsx";
import css from "./ResultChoice.module.css";

interface Props {
  value: CallResult | null;
  onChoose: (result: CallResult) => void;
}

/** The six results, each with its key. */
export function ResultChoice({ value, onChoose }: Props) {
  const { t } = useTranslation(["calls", "incident"]);
  return (
    <RadioGroup
      className={css.group ?? ""}
      aria-label={t("result")}
      value={value}
      onChange={(chosen) => onChoose(chosen as CallResult)}
    >
      {callResults.map((result, place) => (
        <Radio key={result} value={result} className={css.choice ?? ""} data-result={result}>
          <span aria-hidden>
            <Kbd>{`${place + 1}`}</Kbd>
          </span>
          {t(`incident:result.${result}`)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
