import type { BoardRow } from "../incidents/board/schemas.ts";

export interface HeardEvent {
  event: string;
  id: string | null;
  data: { incidents?: BoardRow[]; at?: string };
}

/** Listens as a browser does. Events are kept until a test asks for them. */
export async function listen(
  url: string,
  token: string,
  options: { since?: string; lastEventId?: string } = {},
) {
  const left = new AbortController();
  const query = options.since === undefined ? "" : `?since=${encodeURIComponent(options.since)}`;
  const response = await fetch(`${url}/api/events${query}`, {
    signal: left.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(options.lastEventId !== undefined && { "last-event-id": options.lastEventId }),
    },
  });
  const heard = events(response);
  const rows: BoardRow[] = [];

  /** The next event of this name, skipping others. null if the stream ended first. */
  async function next(name: string): Promise<HeardEvent | null> {
    for (;;) {
      const { value, done } = await heard.next();
      if (done) return null;
      rows.push(...(value.data.incidents ?? []));
      if (value.event === name) return value;
    }
  }

  return {
    response,
    next,
    /** All rows received so far. */
    rows,
    /** Waits for a row that matches. */
    async told(wanted: Partial<BoardRow>): Promise<BoardRow> {
      const keys = Object.keys(wanted) as (keyof BoardRow)[];
      for (;;) {
        const change = await next("incidents");
        if (change === null) throw new Error("the stream ended");
        const row = change.data.incidents?.find((one) => keys.every((key) => one[key] === wanted[key]));
        if (row !== undefined) return row;
      }
    },
    /** The rows of the next change. */
    async changed(): Promise<BoardRow[]> {
      return (await next("incidents"))?.data.incidents ?? [];
    },
    leave: () => left.abort(),
  };
}

async function* events(response: Response): AsyncGenerator<HeardEvent, void> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = new Map(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
      );
      text = text.slice(end + 2);
      const [event, data] = [fields.get("event"), fields.get("data")];
      if (event !== undefined && data !== undefined)
        yield { event, id: fields.get("id") ?? null, data: JSON.parse(data) };
    }
  }
}
