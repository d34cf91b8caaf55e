import { useTranslation } from "react-i18next";
import { operationTestPath } from "../../api/operationTestQueries.ts";
import { useAction } from "../../api/useAction.ts";
import { AskFirst } from "../../components/AskFirst.tsx";
import { toast } from "../../components/Toast.tsx";

export function Abort({ id }: { id: number }) {
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
