import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { chatRoom, type Story } from "./stories.ts";

const instant = z.coerce.date();
const ring = z.object({
  sid: z.string(),
  to: z.string(),
  rangAt: instant.nullable(),
  endedAt: instant.nullable(),
  callbackUrl: z.string(),
});
const mail = z.object({ to: z.array(z.string()), subject: z.string(), messageId: z.string() });
const post = z.object({ room: z.string(), text: z.string() });
const ledger = z.object({ rings: z.array(ring), mails: z.array(mail), posts: z.array(post) });

export type Ring = z.infer<typeof ring>;
export type Mail = z.infer<typeof mail>;
/** What reached telephones, mailboxes and chat: the truth, which no crash of ours touches. */
export type OutsideLedger = z.infer<typeof ledger>;

export interface Outside {
  /** Points the system at this sandbox, through the variables that name real providers. */
  variables: Record<string, string>;
  script(stories: readonly Story[]): Promise<void>;
  ledger(): Promise<OutsideLedger>;
  stop(): Promise<void>;
}

const account = { sid: `AC${"7".repeat(32)}`, token: "crash-test" };

/** A sandbox in a process of its own: it outlives every crash of the system. */
export async function startOutside(): Promise<Outside> {
  const child = spawn(process.execPath, ["sandbox/server.ts"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, SANDBOX_TWILIO_SID: account.sid, SANDBOX_TWILIO_TOKEN: account.token },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const died = once(child, "exit").then(() => Promise.reject(new Error("the sandbox does not start")));
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), died]);
  const { url, smtpUrl } = z.object({ url: z.string(), smtpUrl: z.string() }).parse(JSON.parse(String(line)));

  async function put(path: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/control/${path}`, {
      method: "PUT",
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the sandbox refused ${path}: ${await response.text()}`);
  }

  return {
    variables: {
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.token,
      TWILIO_FROM: "+81312345678",
      TWILIO_API_URL: url,
      TWILIO_CALLS_PER_SECOND: "20",
      SMTP_URL: smtpUrl,
      SLACK_TOKEN: "xoxb-crash",
      SLACK_API_URL: `${url}/slack/api/`,
      OPERATORS_CHAT: `slack:${chatRoom}OPERATORS`,
    },
    async script(stories) {
      for (const { people, fault } of stories) {
        for (const [index, { phone, behaviour }] of people.entries()) {
          const first = index === 0 && fault !== null ? { fault: { ...fault, times: 1 } } : {};
          await put(`phones/${encodeURIComponent(phone)}`, { behaviour, ...first });
        }
      }
    },
    async ledger() {
      const response = await fetch(`${url}/control/ledger`);
      return ledger.parse(await response.json());
    },
    async stop() {
      died.catch(() => {});
      const ended = once(child, "exit");
      if (child.kill("SIGTERM")) await ended;
    },
  };
}
