import type { ServerResponse } from "node:http";
import { type Logger, multistream, pino, type StreamEntry } from "pino";
import { loggerOptions } from "../../config/logger.ts";

/** Everything that an engine says where others may read it. */
export interface Overheard {
  logger: Logger;
  logged(): string;
  answered(): string;
  /** Also keeps everything answered from here on. */
  listenTo(response: ServerResponse): void;
}

/** Keeps logs of every level, and prints those from level `SCENARIO_LOG` on. */
export function overhear(): Overheard {
  const lines: string[] = [];
  const answers: string[] = [];
  const printed = process.env.SCENARIO_LOG;
  const streams: StreamEntry[] = [
    { level: "debug", stream: { write: (line: string) => void lines.push(line) } },
    ...(printed === undefined
      ? []
      : [{ level: printed as "warn", stream: { write: (line: string) => process.stdout.write(line) } }]),
  ];
  return {
    logger: pino(loggerOptions("debug", "worker"), multistream(streams)),
    logged: () => lines.join(""),
    answered: () => answers.join("\n"),
    listenTo(response) {
      const { end, write } = response;
      const keep = (chunk: unknown): void => {
        if (typeof chunk === "string") answers.push(chunk);
        else if (chunk instanceof Uint8Array) answers.push(Buffer.from(chunk).toString());
      };
      response.write = ((...args: Parameters<typeof write>) => {
        keep(args[0]);
        return write.apply(response, args);
      }) as typeof write;
      response.end = ((...args: Parameters<typeof end>) => {
        keep(args[0]);
        return end.apply(response, args);
      }) as typeof end;
    },
  };
}
