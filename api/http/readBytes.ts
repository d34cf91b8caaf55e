import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Request, Response } from "express";
import { DomainError } from "../../domain/errors.ts";
import { holdBytes } from "./underWay.ts";

/** How long a body may take to arrive. A slow sender takes a place that others need. */
const longestMilliseconds = 5_000;

const inflaters: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
/** These need no decoding: senders confuse encoding with charset. */
const harmless = new Set(["", "identity", "utf-8", "utf8"]);

/** Reads a request's body and inflates it; null if it has none. Counts the bytes as they come. */
export async function readBytes(
  request: Request,
  response: Response,
  limitBytes: number,
): Promise<Buffer | null> {
  const { "content-length": length, "transfer-encoding": chunked } = request.headers;
  if (length === undefined && chunked === undefined) return null;
  const inflater = inflaterOf(request);
  if (inflater === null && Number(length) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const stream = inflater === null ? request : request.pipe(inflater);
    const late = setTimeout(() => {
      // The sender may never stop.
      response.set("Connection", "close");
      fail(new DomainError("unavailable", "The body did not arrive in time. Please send it again."));
    }, longestMilliseconds);
    const end = () => {
      clearTimeout(late);
      stream.off("data", take);
      request.off("error", cutOff);
      response.off("close", cutOff);
      if (inflater !== null) request.unpipe(inflater).resume();
      inflater?.on("error", () => {}).destroy();
    };
    const fail = (error: unknown) => {
      end();
      // Discard the rest, so that the sender gets to read the answer.
      request.resume();
      reject(error);
    };
    const cutOff = () => fail(incomplete());
    const take = (chunk: Buffer) => {
      size += chunk.length;
      try {
        if (size > limitBytes) throw tooLarge(limitBytes);
        holdBytes(response, chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    stream.on("data", take);
    stream.once("end", () => {
      end();
      resolve();
    });
    inflater?.once("error", () => fail(notCompressed()));
    request.once("error", cutOff);
    response.once("close", cutOff);
  });
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

function inflaterOf(request: Request): Transform | null {
  const named = (request.get("content-encoding") ?? "").split(",").map((name) => name.trim().toLowerCase());
  const [encoding, ...more] = named.filter((name) => !harmless.has(name));
  if (encoding === undefined) return null;
  const inflater = more.length === 0 ? inflaters[encoding] : undefined;
  if (inflater !== undefined) return inflater();
  throw new DomainError(
    "unsupported_media_type",
    "Bodies are JSON in UTF-8, plain or compressed by gzip, deflate or br.",
  );
}

const tooLarge = (limitBytes: number) =>
  new DomainError("body_too_large", `The body is larger than ${limitBytes} bytes.`);
const incomplete = () => new DomainError("bad_request", "The body ended before it was complete.");
const notCompressed = () =>
  new DomainError("bad_request", "The body is not compressed as its Content-Encoding says.");
