import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import css from "./BulkRefusals.module.css";
import type { Refused } from "./bulkSummary.ts";

/** One summary of the refusals, by reason, instead of a message for each. */
export function BulkRefusals({ refused, onClose }: { refused: Refused; onClose: () => void }) {
  const { t } = useTranslation(["board", "common"]);
  const count = refused.reasons.reduce((sum, { numbers }) => sum + numbers.length, 0);
  return (
    <Dialog
      title={t("bulk.refusedTitle", { count })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t("common:close")}</Button>}
    >
      {refused.done > 0 && <p>{t("bulk.refusedDone", { count: refused.done })}</p>}
      <ul className={css.reasons}>
        {refused.reasons.map(({ detail, numbers }) => (
          <li key={detail}>
            <strong>{detail}</strong>
            <span>{t("bulk.numbers", { numbers: numbers.join(", ") })}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
