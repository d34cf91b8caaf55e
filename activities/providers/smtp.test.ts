import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everyCodePoint, unfitIn } from "../../domain/messages/testCodePoints.ts";
import { worded } from "../../domain/testWorded.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { type Mailer, mailer } from "./smtp.ts";

const letter = {
  to: "sato@acme.example",
  subject: "【web01】 HTTP警報発生のご連絡",
  body: "ご担当者様\n\nお世話になっております。\n",
  messageId: "<incident-1.abc@toban.example>",
};
const from = "当番 <toban@center.example>";

let sandbox: Sandbox;
let mail: Mailer;
let server: Server | null = null;
beforeEach(async () => {
  sandbox = await startSandbox({ twilio: { accountSid: "AC1", authToken: "t" } });
  mail = mailer({ smtpUrl: sandbox.smtpUrl, from });
});
afterEach(async () => {
  mail.close();
  await sandbox.stop();
  server?.close();
  server = null;
});

describe("mail", () => {
  it("[R5.2.1] arrives as it was written, under the Message-ID it was given", async () => {
    expect(await mail.send({ ...letter, replyTo: "center@center.example" })).toEqual({
      outcome: "done",
      id: letter.messageId,
    });
    const [received] = sandbox.mailbox.mails("sato@acme.example");
    expect(received).toMatchObject({
      subject: letter.subject,
      messageId: letter.messageId,
      from: "toban@center.example",
    });
    expect(received?.text).toBe(letter.body);
    expect(received?.headers).toMatchObject({
      "auto-submitted": "auto-generated",
      "reply-to": "center@center.example",
    });
  });

  it("[RA3] arrives whatever characters it contains", async () => {
    for (const [plane, text] of everyCodePoint().entries()) {
      const odd = {
        subject: `題 ${text.slice(0, 2000)}`,
        body: `本文\n${text}`,
        messageId: `<${plane}@toban.example>`,
      };
      expect((await mail.send({ ...letter, ...odd })).outcome).toBe("done");
    }
    const received = sandbox.mailbox.mails("sato@acme.example");
    expect(received).toHaveLength(17);
    for (const { subject, text } of received) expect([unfitIn(subject), unfitIn(text)]).toEqual([null, null]);
  });

  it("[R5.2.1] goes out hundreds at a time over a few kept connections", async () => {
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_one, index) =>
        mail.send({ ...letter, messageId: `<${index}@toban.example>` }),
      ),
    );
    expect(sent.every(({ outcome }) => outcome === "done")).toBe(true);
    expect(sandbox.mailbox.mails()).toHaveLength(200);
  });

  it("[RA3] reads one address as one, whatever it contains", async () => {
    await mail.send({
      ...letter,
      to: "sato@acme.example, evil@else.example",
      subject: "a\r\nBcc: evil@else.example",
    });
    expect(sandbox.mailbox.mails("evil@else.example")).toEqual([]);
  });

  it("[RA4] leaves this machine encrypted or not at all, unless the URL says otherwise", async () => {
    // This name is not loopback but leads to it; the mail server here has no TLS.
    const url = sandbox.smtpUrl.replace("127.0.0.1", "0.0.0.0");
    const [strict, lax] = [url, `${url}?tls=optional`].map((smtpUrl) => mailer({ smtpUrl, from }));
    expect(await strict!.send(letter)).toMatchObject({ outcome: "transient" });
    expect(sandbox.mailbox.mails()).toEqual([]);
    expect(await lax!.send(letter)).toMatchObject({ outcome: "done" });
    strict!.close();
    lax!.close();
  });

  it("[R5.2.1] tells a refusal from a postponement", async () => {
    sandbox.mailbox.refusals.script("sato@acme.example", { kind: "permanent" }, 1);
    expect(worded(await mail.send(letter))).toMatchObject({
      outcome: "permanent",
      reason: expect.stringMatching(/受け付けられませんでした（550 /),
    });
    sandbox.mailbox.refusals.script("sato@acme.example", { kind: "temporary" }, 1);
    expect(worded(await mail.send(letter))).toMatchObject({
      outcome: "transient",
      reason: expect.stringMatching(/一時的に.*（451 /),
    });
    expect(worded(await mail.send(letter))).toMatchObject({ outcome: "done" });
  });

  it.each([true, false])(
    "[RA2] does not know of a mail after whose text the connection broke (kept: %s)",
    async (keeps) => {
      sandbox.mailbox.refusals.script("sato@acme.example", { kind: "drop-after-data", keeps }, 1);
      expect(worded(await mail.send(letter))).toMatchObject({ outcome: "unknown" });
      expect(sandbox.mailbox.mails()).toHaveLength(keeps ? 1 : 0);
      expect(worded(await mail.send(letter))).toMatchObject({ outcome: "done" });
      expect(sandbox.mailbox.mails().at(-1)?.isRepeat).toBe(keeps);
    },
  );

  it("[RA2] sends over a new connection if the server has closed a kept one", async () => {
    const conversations = await smtpThat((command, socket, connection) => {
      if (command === "MAIL" && connection === 1) return void socket.end();
      socket.write(answers[command] ?? "250 OK\r\n");
    });
    expect(worded(await mail.send(letter))).toMatchObject({ outcome: "transient" });
    expect(worded(await mail.send(letter))).toMatchObject({ outcome: "done" });
    expect(conversations()).toBe(2);
  });

  it("[RA2] knows that an unreachable mail server has not received it", async () => {
    const elsewhere = mailer({ smtpUrl: "smtp://127.0.0.1:1", from });
    expect(worded(await elsewhere.send(letter))).toEqual({
      outcome: "transient",
      reason: "メールサーバーに接続できませんでした（ECONNREFUSED）",
    });
    expect(await elsewhere.verify()).toMatchObject({ kind: "transient" });
    elsewhere.close();
  });

  it("[R2.4] keeps the password out of a refused login's reason", async () => {
    await smtpThat(
      (command, socket) =>
        void socket.write(command === "AUTH" ? "535 5.7.8 no\r\n" : (answers[command] ?? "250 OK\r\n")),
      "toban:geheim",
    );
    const outcome = await mail.send(letter);
    expect(worded(outcome)).toMatchObject({
      outcome: "permanent",
      reason: "メールサーバーにログインできませんでした（535）",
    });
    expect(JSON.stringify(outcome)).not.toContain("geheim");
    expect(await mail.verify()).toMatchObject({ kind: "permanent" });
  });

  it("verifies a server that answers", async () => {
    expect(await mail.verify()).toBeNull();
  });
});

const answers: Record<string, string> = {
  EHLO: "250-test\r\n250 AUTH PLAIN\r\n",
  DATA: "354 go on\r\n",
};

/** Starts a mail server scripted by the test, for faults the sandbox never shows. Returns its connections. */
async function smtpThat(
  on: (command: string, socket: Socket, connection: number) => void,
  login?: string,
): Promise<() => number> {
  let connections = 0;
  server = createServer((socket) => {
    const connection = ++connections;
    let inText = false;
    socket.on("error", () => {});
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      if (inText) {
        if (!text.endsWith("\r\n.\r\n")) return;
        inText = false;
        return void socket.write("250 taken\r\n");
      }
      for (const line of text.trim().split("\r\n")) {
        const command = line.slice(0, 4).toUpperCase();
        inText = command === "DATA";
        on(command, socket, connection);
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  mail.close();
  mail = mailer({ smtpUrl: `smtp://${login ? `${login}@` : ""}127.0.0.1:${port}`, from });
  return () => connections;
}
