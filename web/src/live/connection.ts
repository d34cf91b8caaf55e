import type { Board, BoardRow, ChangedIncidents, Tick } from "../api/types.ts";
import { currentLanguage } from "../texts/i18n.ts";
import { pause } from "./pause.ts";

/** What the connection learns; the window that holds it passes it on to the others. */
export type Told =
  | { kind: "board"; board: Board }
  | { kind: "rows"; rows: readonly BoardRow[]; cursor: string }
  | { kind: "tick"; at: string; cursor: string };

interface Ended {
  /** The stream was open before, so only what came since is missing. */
  opened: boolean;
  /** Where to go on; null: read the whole board. */
  cursor: string | null;
}

/** The server sends the time each 10 s. After a longer silence the connection is dead, though the browser keeps it. */
export const longestSilenceMilliseconds = 25_000;
const pollMilliseconds = 10_000;
const soonMilliseconds = 600;

/**
 * Keeps what is shown up to date until it is told to stop: reads the board, follows the changes, and resumes where
 * it was cut off. While there is no stream, it reads the board every 10 s instead.
 */
export async function stayConnected(options: {
  readBoard: (signal: AbortSignal) => Promise<Board>;
  tell: (told: Told) => void;
  /** Known already, e.g. from the window that was connected before this one. */
  cursor: string | null;
  signal: AbortSignal;
}): Promise<void> {
  const { readBoard, tell, signal } = options;
  let { cursor } = options;
  while (!signal.aborted) {
    try {
      if (cursor === null) {
        const board = await readBoard(signal);
        tell({ kind: "board", board });
        cursor = board.cursor;
      }
      const ended = await listen(cursor, tell, signal);
      cursor = ended.opened ? ended.cursor : null;
      await pause(jittered(ended.opened ? soonMilliseconds : pollMilliseconds), signal);
    } catch {
      // The sign of stale data tells the reader; a lost login leads to the login page.
      cursor = null;
      await pause(jittered(pollMilliseconds), signal);
    }
  }
}

/** One stream, to its end. The browser's own reconnecting is not used: a single 503 would end it for good. */
function listen(since: string, tell: (told: Told) => void, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    const source = new EventSource(
      `/api/events?since=${encodeURIComponent(since)}&language=${currentLanguage()}`,
    );
    let opened = false;
    let cursor: string | null = since;
    let silence = setTimeout(end, longestSilenceMilliseconds);

    function end(): void {
      clearTimeout(silence);
      signal.removeEventListener("abort", end);
      source.close();
      resolve({ opened, cursor });
    }
    function on(event: string, act: (data: string, id: string) => void): void {
      source.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
        opened = true;
        clearTimeout(silence);
        silence = setTimeout(end, longestSilenceMilliseconds);
        act(data, lastEventId);
      });
    }
    on("incidents", (data, id) => {
      cursor = id;
      tell({ kind: "rows", rows: (JSON.parse(data) as ChangedIncidents).incidents, cursor: id });
    });
    on("tick", (data, id) => {
      cursor = id;
      tell({ kind: "tick", at: (JSON.parse(data) as Tick).at, cursor: id });
    });
    on("reset", () => {
      cursor = null;
      end();
    });
    source.addEventListener("error", end);
    signal.addEventListener("abort", end);
  });
}

/** So that not all consoles come back at the same moment after a restart. */
const jittered = (milliseconds: number): number => milliseconds * (0.5 + Math.random());
