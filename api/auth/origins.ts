import type { Request } from "express";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/texts/logins.ts";

export interface OwnAddress {
  publicUrl: string;
  port: number;
}

const harmless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The origins of our own pages: as the outside knows us, on this machine, and as this request found us. */
export function ownOrigins({ publicUrl, port }: OwnAddress, host: string | null | undefined): string[] {
  const here = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  const asked = host ? [`http://${host}`, `https://${host}`] : [];
  return [new URL(publicUrl).origin, ...here, ...asked];
}

/**
 * A browser sends its cookies along whichever page asks; what changes something is done only where the page is ours.
 * Browsers say so themselves, and no page can make them say otherwise.
 */
export function refuseForeignPages(own: OwnAddress, request: Request): void {
  if (harmless.has(request.method)) return;
  const origin = request.get("origin");
  const isOurs =
    origin === undefined
      ? request.get("sec-fetch-site") === "same-origin"
      : ownOrigins(own, request.get("host")).includes(origin);
  if (!isOurs) throw new DomainError("foreign_origin", accessTexts.foreignPage());
}
