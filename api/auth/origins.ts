import type { Request } from "express";
import { DomainError } from "../../domain/errors.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";

export interface OwnAddress {
  publicUrl: string;
  port: number;
}

const harmless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The origins of our own pages: our public address, this machine, and the host of this request. If our public
 * address is https, a page served over plain http may be anyone's.
 */
export function ownOrigins({ publicUrl, port }: OwnAddress, host: string | null | undefined): string[] {
  const here = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  const asked = host ? [`http://${host}`, `https://${host}`] : [];
  const origins = [new URL(publicUrl).origin, ...here, ...asked];
  return isHttps(publicUrl) ? origins.filter(isHttps) : origins;
}

export const isHttps = (url: string): boolean => url.startsWith("https:");

/**
 * Whether the page that asks is ours, by `Sec-Fetch-Site`, which no page can forge; null if the browser does
 * not send it, as over plain http from another machine.
 */
export function saidOwnPage(request: Request): boolean | null {
  const site = request.get("sec-fetch-site");
  return site === undefined ? null : site === "same-origin" || site === "none";
}

/**
 * A browser sends its cookies with requests from any page, so changes are allowed only from our own pages.
 * Browsers without `Sec-Fetch-Site` at least send the page's origin.
 */
export function refuseForeignPages(own: OwnAddress, request: Request): void {
  if (harmless.has(request.method)) return;
  const origin = request.get("origin");
  const isOurs =
    saidOwnPage(request) ?? (origin !== undefined && ownOrigins(own, request.get("host")).includes(origin));
  if (!isOurs) throw new DomainError("foreign_origin", accessTexts.foreignPage());
}
