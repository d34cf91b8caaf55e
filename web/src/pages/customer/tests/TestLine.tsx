import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { OperationTestSummary } from "../../../api/types.ts";
import { TestState } from "../../../components/TestState.tsx";
import { Time } from "../../../components/Time.tsx";
import css from "./OperationTests.module.css";

export function TestLine({ test, timezone }: { test: OperationTestSummary; timezone: string }) {
  const { t } = useTranslation("operationTest");
  const { id, startedAt, startedBy, rule, state, result } = test;
  return (
    <li className={css.line}>
      <Link to="/tests/$id" params={{ id: String(id) }} className={css.link}>
        <span className={css.number}>#{id}</span>
        <Time at={startedAt} form="full" timezone={timezone} />
        <span>{startedBy}</span>
        <span className={css.rule}>{rule ?? t("ruleNone")}</span>
        <span className={css.summary}>{result.summary.join("　")}</span>
        <TestState state={state} />
      </Link>
    </li>
  );
}
