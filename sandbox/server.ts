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
  })
  .parse(process.env);

const sandbox = await startSandbox({
  host: environment.SANDBOX_HOST,
  port: environment.SANDBOX_PORT,
  smtpPort: environment.SANDBOX_SMTP_PORT,
  demoPort: environment.SANDBOX_DEMO_PORT,
  twilio: { accountSid: environment.SANDBOX_TWILIO_SID, authToken: environment.SANDBOX_TWILIO_TOKEN },
});

console.log(JSON.stringify({ url: sandbox.url, smtpUrl: sandbox.smtpUrl, shopUrl: sandbox.shopUrl }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
