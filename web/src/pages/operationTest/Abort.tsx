import { useState } from "react";
import { useTranslation } from "react-i18next";
import { operationTestPath } from "../../api/operationTestQueries.ts";
import { useAction } from "../../api/useAction.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { toast } from "../../components/Toast.tsx";

export function Abort({ id }: { id: number }) {
  const { t } = useTranslation(["operationTest", "common"]);
  const [isAsking, setIsAsking] = useState(false);
  const abort = useAction({
    changes: [["operation-test", String(id)]],
    onDone: () => {
      setIsAsking(false);
      toast({ tone: "plain", title: t("aborted") });
    },
  });
  return (
    <>
      <Button small kind="danger" onPress={() => setIsAsking(true)}>
        {t("abort")}
      </Button>
      <Dialog
        title={t("abortTitle")}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onPress={() => setIsAsking(false)}>{t("common:cancel")}</Button>
            <Button
              kind="danger"
              isPending={abort.isPending}
              onPress={() => abort.mutate({ path: `${operationTestPath(id)}/abort` })}
            >
              {t("abort")}
            </Button>
          </>
        }
      >
        <p>{t("abortHint")}</p>
      </Dialog>
    </>
  );
}
