import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import css from "./BulkBar.module.css";
import { BulkConfirm } from "./BulkConfirm.tsx";
import { BulkRefusals } from "./BulkRefusals.tsx";
import { type BulkAction, useBulk } from "./useBulk.ts";

/** Fewer than this are acknowledged or taken without being asked again. */
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
