import twilio from "twilio";
import type { CallListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/call.js";
import { manualClock } from "../clock.ts";
import { startSandbox } from "../index.ts";
import { customerServer } from "./customerServer.fixture.ts";

export const account = { accountSid: `AC${"1".repeat(32)}`, authToken: "token-of-the-test" };
export const SATO = "+819012345678";
export const SUZUKI = "+819023456789";
export const CENTER = "+815012345678";

const MESSAGE = `<Response>
  <Gather numDigits="1" timeout="5" action="/keys"><Say language="ja-JP">確認は1を押してください。</Say></Gather>
  <Hangup/>
</Response>`;

/** A sandbox with stopped time, the real Twilio client pointed at it, and a server to call back. */
export async function exchangeUnderTest() {
  const clock = manualClock(new Date("2026-11-01T00:00:00Z"));
  const sandbox = await startSandbox({ clock, twilio: account });
  const customer = await customerServer(account.authToken);
  customer.serve("/voice", MESSAGE);
  customer.serve("/keys", "<Response><Say language='ja-JP'>承りました。</Say><Hangup/></Response>");
  const client = clientOf(sandbox.url);

  return {
    clock,
    sandbox,
    exchange: sandbox.exchange,
    customer,
    client,
    call: (options: Partial<CallListInstanceCreateOptions> = {}) =>
      client.calls.create({
        to: SATO,
        from: CENTER,
        url: `${customer.url}/voice`,
        statusCallback: `${customer.url}/status`,
        statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
        timeout: 30,
        timeLimit: 120,
        ...options,
      }),
    /** Skips this much time. */
    after: (seconds: number) => clock.advanceTo(new Date(clock.now().getTime() + seconds * 1000)),
    told: () => customer.at("/status").map(({ fields }) => fields.CallStatus),
    async stop() {
      await customer.stop();
      await sandbox.stop();
    },
  };
}

export function clientOf(url: string, authToken = account.authToken) {
  const client = twilio(account.accountSid, authToken);
  client.api.baseUrl = url;
  return client;
}

export type ExchangeUnderTest = Awaited<ReturnType<typeof exchangeUnderTest>>;
