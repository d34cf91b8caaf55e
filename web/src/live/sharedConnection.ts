import type { Board } from "../api/types.ts";
import { readBoard } from "./boardData.ts";
import { stayConnected, type Told } from "./connection.ts";
import { pause } from "./pause.ts";

interface Options {
  /** Windows of one person in one language share; others do not. */
  person: string;
  language: string;
  onTold: (told: Told) => void;
  /** This window is the connected one. */
  onLeading: () => void;
  signal: AbortSignal;
}

/**
 * One stream for all windows of a browser: it opens at most six connections to a server, so that the seventh
 * window would not even load. The window that holds the lock is connected and tells the others; when it is closed,
 * the next one continues from there. Locks exist on https and localhost; elsewhere each window has its own stream.
 */
export async function shareConnection(options: Options): Promise<void> {
  const { person, language, onTold, onLeading, signal } = options;
  const name = `toban-live ${person} ${language}`;
  let cursor: string | null = null;
  const channel = new BroadcastChannel(name);
  signal.addEventListener("abort", () => channel.close());
  const take = (told: Told): void => {
    cursor = told.kind === "board" ? told.board.cursor : told.cursor;
    onTold(told);
  };
  const lead = (): Promise<void> => {
    channel.onmessage = null;
    onLeading();
    const tell = (told: Told): void => {
      take(told);
      if (!signal.aborted) channel.postMessage(told);
    };
    return stayConnected({ readBoard, tell, cursor, signal });
  };
  if (navigator.locks === undefined) return lead();

  const { held = [] } = await navigator.locks.query();
  const isLed = held.some((lock) => lock.name === name);
  // News from the leading window waits until our own first board has come.
  let early: Told[] | null = isLed ? [] : null;
  channel.onmessage = ({ data }: MessageEvent<Told>) => (early === null ? take(data) : early.push(data));
  const leading = navigator.locks.request(name, { signal }, lead).catch(() => {});
  if (early !== null) {
    const board = await firstBoard(signal);
    if (board !== null && cursor === null) take({ kind: "board", board });
    for (const told of early) take(told);
    early = null;
  }
  await leading;
}

async function firstBoard(signal: AbortSignal): Promise<Board | null> {
  while (!signal.aborted) {
    const board = await readBoard(signal).catch(() => null);
    if (board !== null) return board;
    await pause(5_000, signal);
  }
  return null;
}
