import type { Request } from "express";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";

export interface OwnAddress {
  publicUrl: string;
  port: number;
}

const harmless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The origins of our own pages: as the outside knows us, on this machine, and as this request found us. Where the
 * outside knows us by https, a page that came over plain http may be anybody's.
 */
export function ownOrigins({ publicUrl, port }: OwnAddress, host: string | null | undefined): string[] {
  const here = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  const asked = host ? [`http://${host}`, `https://${host}`] : [];
  const origins = [new URL(publicUrl).origin, ...here, ...asked];
  return isHttps(publicUrl) ? origins.filter(isHttps) : origins;
}

export const isHttps = (url: string): boolean => url.startsWith("https:");

/**
 * Whether the page that asks is ours, as the browser says by `Sec-Fetch-Site`, which no page can make it say
 * otherwise; null where it does not, as to plain http on another machine.
 */
export function saidOwnPage(request: Request): boolean | null {
  const site = request.get("sec-fetch-site");
  return site === undefined ? null : site === "same-origin" || site === "none";
}

/**
 * A browser sends its cookies along whichever page asks; what changes something is done only where the page is ours.
 * Browsers that do not say so at least name the page's origin.
 */
export function refuseForeignPages(own: OwnAddress, request: Request): void {
  if (harmless.has(request.method)) return;
  const origin = request.get("origin");
  const isOurs =
    saidOwnPage(request) ?? (origin !== undefined && ownOrigins(own, request.get("host")).includes(origin));
  if (!isOurs) throw new DomainError("foreign_origin", accessTexts.foreignPage());
}
