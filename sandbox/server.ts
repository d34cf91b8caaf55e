import { z } from "zod";
import { startSandbox } from "./index.ts";

/** The sandbox as a process of its own. Prints its addresses as one line of JSON; SIGTERM stops it. */

const port = z.coerce.number().int().min(0).max(65_535).default(0);
const environment = z
  .object({
    SANDBOX_HOST: z.string().default("127.0.0.1"),
    SANDBOX_PORT: port,
    SANDBOX_SMTP_PORT: port,
    SANDBOX_DEMO_PORT: port,
    SANDBOX_TWILIO_SID: z.string().default("AC00000000000000000000000000000000"),
    SANDBOX_TWILIO_TOKEN: z.string().default("sandbox-token"),
    SANDBOX_LINE_NUMBER: z.string().optional(),
    SANDBOX_LINE_VOICE_URL: z.url().optional(),
    SANDBOX_LINE_STATUS_URL: z.url().optional(),
  })
  .parse(process.env);

const { SANDBOX_LINE_NUMBER: number, SANDBOX_LINE_VOICE_URL: voiceUrl } = environment;
const statusUrl = environment.SANDBOX_LINE_STATUS_URL ?? null;

const sandbox = await startSandbox({
  host: environment.SANDBOX_HOST,
  port: environment.SANDBOX_PORT,
  smtpPort: environment.SANDBOX_SMTP_PORT,
  demoPort: environment.SANDBOX_DEMO_PORT,
  twilio: { accountSid: environment.SANDBOX_TWILIO_SID, authToken: environment.SANDBOX_TWILIO_TOKEN },
  ...(number && voiceUrl ? { line: { number, voiceUrl, statusUrl } } : {}),
});

console.log(JSON.stringify({ url: sandbox.url, smtpUrl: sandbox.smtpUrl, shopUrl: sandbox.shopUrl }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
