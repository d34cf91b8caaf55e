import type { Request, RequestHandler, Response } from "express";
import twilio from "twilio";
import { DomainError } from "../../domain/errors.ts";

/** Lets through only what the telephone provider has signed with the account's secret. */
export function signedByProvider(deps: { authToken: string; publicUrl: string }): RequestHandler {
  return (request, _response, next) => {
    const signature = request.header("x-twilio-signature");
    const url = `${deps.publicUrl}${request.originalUrl}`;
    const fields = (request.body ?? {}) as Record<string, string>;
    const signed = signature !== undefined && twilio.validateRequest(deps.authToken, signature, url, fields);
    next(signed ? undefined : new DomainError("forbidden", "the request is not signed by the provider"));
  };
}

export const field = (request: Request, name: string): string =>
  String((request.body as Record<string, unknown> | undefined)?.[name] ?? "");

/** The key that was pressed, and in which answer of the conversation. */
export function pressedKey(request: Request): { sid: string; digit: string; turn: number } {
  const turn = Number.parseInt(String(request.query.turn ?? "1"), 10) || 1;
  return { sid: field(request, "CallSid"), digit: field(request, "Digits").slice(0, 1), turn };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The attempt that a callback's address names. */
export function attemptOf(request: Request): string {
  const id = String(request.params.call);
  if (!uuid.test(id)) throw unknownCall();
  return id;
}

export const unknownCall = () => new DomainError("not_found", "no such call");

export function sendTwiml(response: Response, twiml: string | null): void {
  if (twiml === null) throw unknownCall();
  response.type("text/xml").send(twiml);
}
