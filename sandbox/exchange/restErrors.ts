import type { Response } from "express";

/** Twilio's error numbers used by the exchange: HTTP status and text. */
const ERRORS = {
  20001: [400, "Invalid parameter"],
  20003: [401, "Authenticate"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too Many Requests"],
  20500: [500, "An internal server error has occurred"],
  20503: [503, "Service is unavailable. Please try again"],
  21201: [400, "No 'To' number is specified"],
  21205: [400, "Url parameter is required."],
  21208: [400, "Invalid Timeout"],
  21211: [400, "The phone number you are attempting to call is not valid."],
  21212: [400, "The source phone number provided is not a valid phone number."],
  21213: [400, "No 'From' number is specified"],
  21220: [400, "Unable to update record. Call is not in-progress."],
  21609: [400, "Invalid 'StatusCallback' url."],
} as const;

export type TwilioErrorCode = keyof typeof ERRORS;

export class TwilioError extends Error {
  readonly code: TwilioErrorCode;

  constructor(code: TwilioErrorCode) {
    super(ERRORS[code][1]);
    this.code = code;
  }
}

export function sendTwilioError(
  response: Response,
  code: TwilioErrorCode,
  status: number = ERRORS[code][0],
): void {
  const message = ERRORS[code][1];
  response
    .status(status)
    .json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

/** An injected refusal, with the provider's text for that status. */
export function sendRefusal(response: Response, status: number): void {
  const code = status === 429 ? 20429 : status === 503 ? 20503 : status < 500 ? 20001 : 20500;
  sendTwilioError(response, code, status);
}
