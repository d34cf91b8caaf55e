import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { noticeRows } from "../alerts/notice.ts";
import { clock } from "../clock/clock.ts";
import { changeRows, showBoard } from "./boardData.ts";
import { longestSilenceMilliseconds, type Told } from "./connection.ts";
import { changeLiveState, liveState } from "./liveState.ts";
import { shareConnection } from "./sharedConnection.ts";

/** Keeps the board, and every page that shows an incident, up to date while somebody is logged in. */
export function useLive(person: string | undefined): void {
  const queries = useQueryClient();
  const { language } = useTranslation().i18n;
  useEffect(() => {
    if (person === undefined) return;
    const left = new AbortController();
    const onTold = (told: Told): void => {
      changeLiveState({ heardAt: Date.now(), stale: false });
      if (told.kind === "tick") clock.set(told.at);
      if (told.kind === "board") {
        noticeRows(told.board.incidents, "first");
        showBoard(queries, told.board);
      }
      if (told.kind === "rows") {
        noticeRows(told.rows, "change");
        changeRows(queries, told.rows);
        for (const { number } of told.rows)
          void queries.invalidateQueries({ queryKey: ["incident", number] });
      }
    };
    const onLeading = (): void => changeLiveState({ leading: true });
    void shareConnection({ person, language, onTold, onLeading, signal: left.signal });
    const stopWatching = watchSilence();
    return () => {
      left.abort();
      stopWatching();
      changeLiveState({ heardAt: null, stale: false, leading: false });
    };
  }, [person, language, queries]);
}

/** Data that the server has not confirmed for 25 s are shown as stale. */
function watchSilence(): () => void {
  const openedAt = Date.now();
  return clock.each(() => {
    const { heardAt, stale } = liveState();
    const isStale = Date.now() - (heardAt ?? openedAt) > longestSilenceMilliseconds;
    if (isStale !== stale) changeLiveState({ stale: isStale });
  });
}
