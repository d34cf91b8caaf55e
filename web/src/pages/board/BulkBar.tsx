import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import css from "./BulkBar.module.css";
import { BulkConfirm } from "./BulkConfirm.tsx";
import type { Refused } from "./bulkSummary.ts";
import { type BulkAction, useBulk } from "./useBulk.ts";

/** Up to this many are acknowledged or taken without asking again. */
const withoutAsking = 20;

/** What can be done to all selected incidents at once. */
export function BulkBar({ numbers, onClear }: { numbers: readonly number[]; onClear: () => void }) {
  const { t } = useTranslation("board");
  const [asking, setAsking] = useState<BulkAction | null>(null);
  const { run, isPending, refused, forget, problem } = useBulk({
    onDone: () => {
      setAsking(null);
      onClear();
    },
  });
  const begin = (action: BulkAction): void => {
    if (action === "resolve" || numbers.length > withoutAsking) setAsking(action);
    else run(action, numbers, {});
  };
  return (
    <section className={css.bar} aria-label={t("bulk.label")}>
      <strong>{t("bulk.selected", { count: numbers.length })}</strong>
      <Button small onPress={() => begin("acknowledge")} isPending={isPending}>
        {t("actions.acknowledge")}
      </Button>
      <Button small onPress={() => begin("take")} isPending={isPending}>
        {t("actions.take")}
      </Button>
      <Button small kind="danger" onPress={() => begin("resolve")} isPending={isPending}>
        {t("actions.resolve")}
      </Button>
      <Button small kind="quiet" onPress={onClear}>
        {t("bulk.clear")}
      </Button>
      {asking !== null && (
        <BulkConfirm
          action={asking}
          count={numbers.length}
          isPending={isPending}
          problem={problem}
          onCancel={() => setAsking(null)}
          onConfirm={(body) => run(asking, numbers, body)}
        />
      )}
      {refused !== null && <BulkRefusals refused={refused} onClose={forget} />}
    </section>
  );
}

/** One summary of the refusals, by reason, instead of a message for each. */
function BulkRefusals({ refused, onClose }: { refused: Refused; onClose: () => void }) {
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
