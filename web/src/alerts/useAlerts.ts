import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { highest } from "../../../domain/alerts/level.ts";
import { clock } from "../clock/clock.ts";
import { type BoardData, boardQuery } from "../live/boardData.ts";
import { liveState } from "../live/liveState.ts";
import { noticeNearlyDue } from "./notice.ts";
import { alertSettings } from "./settings.ts";
import { play } from "./sound.ts";

const repeatMilliseconds = 60_000;

/** Watches the clock for the operator: tells of what is nearly due, and of what nobody has acknowledged yet. */
export function useAlerts(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let soundedAt = clock.now();
    return clock.each((now) => {
      const { rows } = queries.getQueryData<BoardData>(boardQuery.queryKey) ?? {};
      // Until the live connection has told of them, it is not known which window makes the sounds.
      if (rows === undefined || liveState().heardAt === null) return;
      noticeNearlyDue(rows.values(), now);
      if (now - soundedAt < repeatMilliseconds) return;
      soundedAt = now;
      remind(rows);
    });
  }, [queries]);
}

function remind(rows: BoardData["rows"]): void {
  const settings = alertSettings();
  if (!settings.repeat || !liveState().leading) return;
  const waiting = [...rows.values()].filter(({ state, takenBy }) => state === "open" && takenBy === null);
  const level = highest(waiting.map((row) => row.level).filter((one) => settings.sound[one]));
  if (level !== null) play(level);
}
