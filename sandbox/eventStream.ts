import type { Request, Response } from "express";
import type { Feed, FeedItem } from "./feed.ts";

/** Server-sent events for the page: first the recent past, then everything new. */
export function eventStream(feed: Feed) {
  return (request: Request, response: Response): void => {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      connection: "keep-alive",
    });
    const send = (item: FeedItem) => void response.write(`data: ${JSON.stringify(item)}\n\n`);
    const sendReset = () => void response.write("event: reset\ndata: {}\n\n");
    // A page that lost its connection starts empty, so that it shows nothing twice.
    sendReset();
    for (const item of feed.recent()) send(item);
    request.on("close", feed.listen(send, sendReset));
  };
}
