import type { Response } from "express";

/** A reader that stops reading is disconnected. It reconnects and names the last event it received. */
const mostUnsentBytes = 4 * 1024 * 1024;
/** How long a browser waits before it reconnects. */
const comeBackMilliseconds = 1_500;

export interface EventStream {
  send(event: string, data: object, id?: string): void;
  end(): void;
}

/** Server-sent events on one answer. Nothing in between may hold or change them. */
export function openEventStream(response: Response): EventStream {
  // It lasts for hours: neither its duration nor its end means anything.
  response.locals.isStream = true;
  response.set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
  response.write(`retry: ${comeBackMilliseconds}\n\n`);
  return {
    send(event, data, id) {
      if (response.writableEnded) return;
      const name = id === undefined ? "" : `id: ${id}\n`;
      response.write(`event: ${event}\n${name}data: ${JSON.stringify(data)}\n\n`);
      if (response.writableLength > mostUnsentBytes) response.destroy();
    },
    end: () => response.end(),
  };
}
