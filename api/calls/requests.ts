import type { Request, Response } from "express";
import { DomainError } from "../../domain/errors.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the call that an address is about; 404 if the id is malformed. */
export function callOf(request: Request): string {
  const id = String(request.params.call);
  if (!uuid.test(id)) throw unknownCall();
  return id;
}

export const unknownCall = () => new DomainError("not_found", "no such call");

/** A field of the provider's form; empty if absent. */
export const field = (request: Request, name: string): string =>
  String((request.body as Record<string, unknown> | undefined)?.[name] ?? "");

/** The key that was pressed. */
export const keyOf = (request: Request): string => field(request, "Digits").slice(0, 1);

/** The key that was pressed, and the turn of the conversation it answers. */
export function pressedKey(request: Request): { sid: string; digit: string; turn: number } {
  const turn = Number.parseInt(String(request.query.turn ?? "1"), 10) || 1;
  return { sid: field(request, "CallSid"), digit: keyOf(request), turn };
}

export const formOf = (request: Request): Record<string, string> => ({
  ...(request.body as Record<string, string>),
});

/** null: an unknown call. */
export function sendTwiml(response: Response, twiml: string | null): void {
  if (twiml === null) throw unknownCall();
  response.type("text/xml").send(twiml);
}
