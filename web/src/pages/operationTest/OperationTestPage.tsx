import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { customerQuery } from "../../api/customerQueries.ts";
import { operationTestPath, operationTestQuery } from "../../api/operationTestQueries.ts";
import type { OperationTestAnswer } from "../../api/types.ts";
import { useAction } from "../../api/useAction.ts";
import { AskFirst } from "../../components/AskFirst.tsx";
import { Button } from "../../components/Button.tsx";
import { Page } from "../../components/Page.tsx";
import { QueryState } from "../../components/States.tsx";
import { TestState } from "../../components/TestState.tsx";
import { toast } from "../../components/Toast.tsx";
import css from "./OperationTest.module.css";
import { Report } from "./Report.tsx";

export function OperationTestPage() {
  const { t } = useTranslation("operationTest");
  const { id } = useParams({ from: "/inside/tests/$id" });
  const query = useQuery(operationTestQuery(id));
  if (query.data !== undefined) return <Shown test={query.data} />;
  return (
    <Page title={t("title", { id })}>
      <QueryState query={query} />
    </Page>
  );
}

/** Times are in the customer's zone: it is their record. */
function Shown({ test }: { test: OperationTestAnswer }) {
  const { t } = useTranslation("operationTest");
  const { data: customer } = useQuery(customerQuery(test.customer));
  const actions = (
    <div className={css.actions}>
      <TestState state={test.state} />
      <span className={css.buttons}>
        {test.state === "running" && <Abort id={test.id} />}
        <Button small onPress={() => window.print()}>
          {t("print")}
        </Button>
      </span>
    </div>
  );
  return (
    <Page title={t("title", { id: test.id })} actions={actions}>
      <Report test={test} customerName={customer?.name ?? test.customer} timezone={customer?.timezone} />
    </Page>
  );
}

function Abort({ id }: { id: number }) {
  const { t } = useTranslation("operationTest");
  const abort = useAction({
    changes: [["operation-test", String(id)]],
    onDone: () => toast({ tone: "plain", title: t("aborted") }),
  });
  return (
    <AskFirst
      small
      kind="danger"
      button={t("abort")}
      title={t("abortTitle")}
      hint={t("abortHint")}
      isPending={abort.isPending}
      onConfirm={(close) => abort.mutate({ path: `${operationTestPath(id)}/abort` }, { onSuccess: close })}
    />
  );
}
