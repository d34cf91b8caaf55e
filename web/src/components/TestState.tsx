import { useTranslation } from "react-i18next";
import type { OperationTestSummary } from "../api/types.ts";
import css from "./TestState.module.css";

/** 実施中, 完了, 中止. */
export function TestState({ state }: { state: OperationTestSummary["state"] }) {
  const { t } = useTranslation("operationTest");
  return (
    <span className={css.state} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
