import { recordingTexts } from "../../domain/calls/recordingTexts.ts";
import { DomainError } from "../../domain/errors.ts";
import { telephoneFaults } from "../../domain/messages/providerTexts.ts";
import type { Text } from "../../domain/words/phrase.ts";
import { networkFault } from "../networkFault.ts";
import type { TwilioAccount } from "./twilioClient.ts";

const twilioApiUrl = "https://api.twilio.com";

/** What a player needs; nothing else of the provider's answer is passed on. */
const playersHeaders = ["content-type", "content-length", "content-range", "accept-ranges"];

/** Plays and deletes recordings of a Twilio account. Errors contain no credentials. */
export function twilioRecordings({
  accountSid,
  authToken,
  apiUrl,
  timeoutMilliseconds = 10_000,
}: TwilioAccount) {
  const origin = (apiUrl ?? twilioApiUrl).replace(/\/+$/, "");
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;

  async function ask(sid: string, suffix: string, init: RequestInit): Promise<Response | null> {
    const url = `${origin}/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(sid)}${suffix}`;
    // The timeout is for the start of the answer; a long recording may take longer to play.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), timeoutMilliseconds);
    try {
      const headers = { ...init.headers, authorization };
      const response = await fetch(url, { ...init, headers, signal: patience.signal });
      if (response.ok) return response;
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw unavailable(recordingTexts.notHandedOver({ status: response.status }));
    } catch (error) {
      throw error instanceof DomainError ? error : unavailable(networkFault(error, telephoneFaults).reason);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async open(sid: string, range: string | null) {
      const response = await ask(sid, ".wav", { headers: range === null ? {} : { range } });
      if (response?.body == null) return null;
      const headers = playersHeaders.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      return { status: response.status, headers: Object.fromEntries(headers), body: response.body };
    },

    async delete(sid: string): Promise<void> {
      const response = await ask(sid, ".json", { method: "DELETE" });
      await response?.body?.cancel();
    },
  };
}

/** The provider does not deliver the recording now. The cause is dropped: it may contain the request. */
const unavailable = (reason: Text): DomainError => new DomainError("unavailable", reason);
