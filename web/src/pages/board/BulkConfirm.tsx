import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import type { BulkAction } from "./useBulk.ts";

interface Props {
  action: BulkAction;
  count: number;
  isPending: boolean;
  problem: ApiProblem | null;
  onCancel: () => void;
  onConfirm: (body: { reason?: string }) => void;
}

export function BulkConfirm({ action, count, isPending, problem, onCancel, onConfirm }: Props) {
  const { t } = useTranslation(["board", "common"]);
  const [reason, setReason] = useState("");
  const name = t(`actions.${action}`);
  const needsReason = action === "resolve";
  const atField = problem?.at("reason");
  return (
    <Dialog
      title={t("bulk.confirmTitle", { count, action: name })}
      isOpen
      onClose={onCancel}
      actions={
        <>
          <Button onPress={onCancel}>{t("common:cancel")}</Button>
          <Button
            kind={needsReason ? "danger" : "primary"}
            isPending={isPending}
            isDisabled={needsReason && reason.trim() === ""}
            onPress={() => onConfirm(needsReason ? { reason } : {})}
          >
            {t("bulk.confirm", { count, action: name })}
          </Button>
        </>
      }
    >
      <p>{needsReason ? t("bulk.resolveBody") : t("bulk.confirmBody")}</p>
      {needsReason && (
        <Field
          label={t("bulk.reason")}
          value={reason}
          onChange={setReason}
          lines={2}
          problem={atField}
          autoFocus
        />
      )}
      {problem !== null && atField === undefined && <p role="alert">{problemWords(problem)}</p>}
    </Dialog>
  );
}
