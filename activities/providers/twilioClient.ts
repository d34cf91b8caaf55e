import twilio from "twilio";
import RequestClient from "twilio/lib/base/RequestClient.js";
import { telephoneFaults } from "../../domain/messages/providerTexts.ts";
import { say } from "../../domain/say.ts";
import { networkFault } from "../networkFault.ts";
import { mostAnswerBytes } from "./chat/post.ts";
import type { Fault } from "./outcome.ts";

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** Origin of the API; null: Twilio's own. */
  apiUrl: string | null;
  /** How long to wait for an answer; default 10 s. */
  timeoutMilliseconds?: number;
}

/** Twilio's client for one account: kept connections, one try per request, and errors without credentials. */
export function twilioClient(account: TwilioAccount): twilio.Twilio {
  const { accountSid, authToken, apiUrl, timeoutMilliseconds = 10_000 } = account;
  const httpClient = new CarefulRequestClient(timeoutMilliseconds);
  const client = twilio(accountSid, authToken, { httpClient, accountSid });
  if (apiUrl !== null) client.api.baseUrl = apiUrl.replace(/\/+$/, "");
  return client;
}

/** Twilio refused: its message, its code, and when to ask again. */
export class TwilioRefusal extends Error {
  override readonly name = "TwilioRefusal";
  readonly status: number;
  readonly code: number | null;
  readonly retryAfter: string | null;

  constructor(status: number, body: unknown, retryAfter: string | null) {
    const { message, code }: { message?: unknown; code?: unknown } =
      typeof body === "object" && body ? body : {};
    super(typeof message === "string" ? message : "");
    this.status = status;
    this.code = typeof code === "number" ? code : null;
    this.retryAfter = retryAfter;
  }
}

/** Twilio did not answer. The library's own error is dropped because it contains the Authorization header. */
export class TwilioUnanswered extends Error {
  override readonly name = "TwilioUnanswered";
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(say(fault.reason));
    this.fault = fault;
  }
}

class CarefulRequestClient extends RequestClient {
  constructor(timeoutMilliseconds: number) {
    super({ timeout: timeoutMilliseconds, keepAlive: true, maxSockets: 50, autoRetry: false });
    this.axios.defaults.maxContentLength = mostAnswerBytes;
    // The library's timeout applies only to silence; an answer arriving in drops would last for ever.
    this.axios.interceptors.request.use((config) => {
      config.signal = AbortSignal.timeout(2 * timeoutMilliseconds);
      return config;
    });
  }

  override async request<T>(options: RequestClient.RequestOptions<T>) {
    const response = await this.#ask(options);
    if (response.statusCode < 200 || response.statusCode >= 300)
      throw new TwilioRefusal(response.statusCode, response.body, header(response.headers, "retry-after"));
    return response;
  }

  async #ask<T>(options: RequestClient.RequestOptions<T>) {
    try {
      return await super.request(options);
    } catch (error) {
      throw new TwilioUnanswered(networkFault(error, telephoneFaults));
    } finally {
      // The library keeps both for debugging, credentials included.
      this.lastRequest = undefined;
      this.lastResponse = undefined;
    }
  }
}

const header = (headers: Record<string, unknown> | undefined, name: string): string | null => {
  const value = headers?.[name];
  return typeof value === "string" ? value : null;
};
