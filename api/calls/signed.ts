import type { RequestHandler } from "express";
import twilio from "twilio";
import { DomainError } from "../../domain/errors.ts";

/** Admits only requests that the telephone provider signed with the account's secret. */
export function signedByProvider(deps: { authToken: string; publicUrl: string }): RequestHandler {
  return (request, _response, next) => {
    const signature = request.header("x-twilio-signature");
    const url = `${deps.publicUrl}${request.originalUrl}`;
    const fields = (request.body ?? {}) as Record<string, string>;
    const signed = signature !== undefined && twilio.validateRequest(deps.authToken, signature, url, fields);
    next(signed ? undefined : new DomainError("forbidden", "the request is not signed by the provider"));
  };
}
