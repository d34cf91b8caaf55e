import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BoardRow } from "../../api/types.ts";
import { AlertControls } from "./AlertControls.tsx";
import { type Counts, countRows } from "./counts.ts";
import { LiveSign } from "./LiveSign.tsx";
import css from "./Toolbar.module.css";
import { useSlowClock } from "./useSlowClock.ts";

const order: readonly (keyof Counts)[] = ["open", "unacknowledged", "triage", "near", "breached"];

/** How things stand, counted from the very rows below, and whether they are up to date; no figure before there are any. */
export function Toolbar({ rows }: { rows: ReadonlyMap<number, BoardRow> | undefined }) {
  const { t } = useTranslation("board");
  const now = useSlowClock();
  const counts = useMemo(() => countRows(rows?.values() ?? [], now), [rows, now]);
  return (
    <div className={css.toolbar}>
      <dl className={css.counts}>
        {order.map((name) => (
          <div key={name} className={css.count} data-name={name} data-some={counts[name] > 0 || undefined}>
            <dt>{t(`counts.${name}`)}</dt>
            <dd>{rows === undefined ? "–" : counts[name]}</dd>
          </div>
        ))}
      </dl>
      <LiveSign />
      <AlertControls />
    </div>
  );
}
