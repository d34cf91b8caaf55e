import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { post } from "../../api/client.ts";
import { problemWords } from "../../api/problemWords.ts";
import type { BoardRow, Me } from "../../api/types.ts";
import { toast } from "../../components/Toast.tsx";
import { changeRows, rowOf } from "../../live/boardData.ts";

export type RowAction = "acknowledge" | "take";

/** Whether the action would change anything; if not, there is no button. */
export const applies: Record<RowAction, (row: BoardRow, person: string | undefined) => boolean> = {
  acknowledge: ({ state, acknowledgedBy }) =>
    (state === "open" || state === "triage") && acknowledgedBy === null,
  take: ({ state, takenBy }, person) => state !== "closed" && state !== "recovered" && takenBy !== person,
};

/**
 * What is done to one row from the board. The person's own action shows at once and is undone if refused; while
 * it is in flight it cannot be pressed again.
 */
export function useBoardActions(me: Me | undefined) {
  const queries = useQueryClient();
  const { t } = useTranslation(["board", "common"]);
  const [acting, setActing] = useState<ReadonlySet<number>>(new Set());

  const expected = useMemo(
    () => ({
      acknowledge: (row: BoardRow): BoardRow => ({
        ...row,
        state: row.state === "open" ? "acknowledged" : row.state,
        acknowledgedBy: me?.name ?? null,
        phase: t("common:state.acknowledged"),
      }),
      take: (row: BoardRow): BoardRow => ({ ...row, takenBy: me?.name ?? null }),
    }),
    [me, t],
  );

  const act = useCallback(
    async (action: RowAction, number: number): Promise<void> => {
      const before = rowOf(queries, number);
      if (before === undefined || me === undefined || !applies[action](before, me.name)) return;
      const after = expected[action](before);
      setActing((numbers) => new Set(numbers).add(number));
      changeRows(queries, [after]);
      try {
        await post(`/api/incidents/${number}/${action}`);
      } catch (error) {
        // Unless the server has reported the row meanwhile; then that is the truth.
        if (rowOf(queries, number) === after) changeRows(queries, [before]);
        toast({ tone: "bad", title: `#${number} ${t(`actions.${action}`)}`, detail: problemWords(error) });
      } finally {
        setActing((numbers) => new Set([...numbers].filter((one) => one !== number)));
      }
    },
    [queries, me, expected, t],
  );
  return { act, acting };
}
