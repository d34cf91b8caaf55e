import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { operationTestsQuery } from "../../../api/operationTestQueries.ts";
import type { CustomerAnswer, OperationTestSummary } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Section } from "../../../components/Section.tsx";
import { EmptyState, QueryState } from "../../../components/States.tsx";
import { TestState } from "../../../components/TestState.tsx";
import { Time } from "../../../components/Time.tsx";
import { BeginTest } from "./BeginTest.tsx";
import css from "./OperationTests.module.css";

/** 運用試験 of a customer: those that were made, and a new one. */
export function OperationTests({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation("operationTest");
  const [isOpen, setIsOpen] = useState(false);
  const query = useInfiniteQuery(operationTestsQuery(customer.id));
  const tests = query.data?.pages.flatMap((page) => page.tests) ?? [];
  return (
    <Section
      title={t("past")}
      note={t("hint")}
      actions={
        <Button small kind="primary" onPress={() => setIsOpen(true)}>
          {t("begin")}
        </Button>
      }
    >
      <QueryState query={query} />
      {query.isSuccess && tests.length === 0 && <EmptyState title={t("none")} />}
      <ul>
        {tests.map((test) => (
          <TestLine key={test.id} test={test} timezone={customer.timezone} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={css.more}>
          <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t("more")}
          </Button>
        </div>
      )}
      <Dialog title={t("begin")} isOpen={isOpen} onClose={() => setIsOpen(false)} wide>
        <BeginTest customer={customer} />
      </Dialog>
    </Section>
  );
}

function TestLine({ test, timezone }: { test: OperationTestSummary; timezone: string }) {
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
