import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { operationTestsQuery } from "../../../api/operationTestQueries.ts";
import type { CustomerAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Section } from "../../../components/Section.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../../components/States.tsx";
import { BeginTest } from "./BeginTest.tsx";
import css from "./OperationTests.module.css";
import { TestLine } from "./TestLine.tsx";

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
      {query.isPending && <LoadingState />}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
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
