import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../index.ts";

let sandbox: Sandbox;
let transport: ReturnType<typeof createTransport>;
beforeEach(async () => {
  sandbox = await startSandbox({ twilio: { accountSid: "AC1", authToken: "t" } });
  transport = createTransport(`${sandbox.smtpUrl}?pool=true&maxMessages=1000000`);
});
afterEach(async () => {
  transport.close();
  await sandbox.stop();
});

const ALERT = {
  from: "toban@center.example",
  to: "sato@acme.example",
  subject: "【web01】 HTTP警報発生のご連絡",
  text: "お世話になっております。",
  messageId: "<incident-1.alert@center.example>",
};

describe("mail sent with the real nodemailer", () => {
  it("arrives as it was written", async () => {
    const sent = await transport.sendMail({ ...ALERT, headers: { "X-Incident": "17" } });
    expect(sent.response).toMatch(/^250 /);
    const [mail] = sandbox.mailbox.mails("sato@acme.example");
    expect(mail).toMatchObject({ ...ALERT, to: ["sato@acme.example"], isRepeat: false, html: null });
    expect(mail?.headers["x-incident"]).toBe("17");
  });

  it("is kept and marked when the same Message-ID comes again", async () => {
    await transport.sendMail(ALERT);
    await transport.sendMail(ALERT);
    expect(sandbox.mailbox.mails().map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
  });

  it("comes hundreds at a time", async () => {
    const mails = Array.from({ length: 300 }, (_each, index) =>
      transport.sendMail({ ...ALERT, messageId: `<${index}@center.example>` }),
    );
    await Promise.all(mails);
    expect(sandbox.mailbox.mails()).toHaveLength(300);
  });
});

describe("scripted refusals", () => {
  it("550 for ever, at one address only", async () => {
    sandbox.mailbox.refusals.script("SATO@acme.example", { kind: "permanent" });
    await expect(transport.sendMail(ALERT)).rejects.toMatchObject({ responseCode: 550 });
    const both = await transport.sendMail({ ...ALERT, to: "sato@acme.example, suzuki@acme.example" });
    expect(both).toMatchObject({ accepted: ["suzuki@acme.example"], rejected: ["sato@acme.example"] });
    expect(sandbox.mailbox.mails()).toMatchObject([{ to: ["suzuki@acme.example"] }]);
  });

  it("451 as often as told, to anybody", async () => {
    sandbox.mailbox.refusals.script("*", { kind: "temporary" }, 2);
    await expect(transport.sendMail(ALERT)).rejects.toMatchObject({ responseCode: 451 });
    await expect(transport.sendMail(ALERT)).rejects.toMatchObject({ responseCode: 451 });
    await expect(transport.sendMail(ALERT)).resolves.toBeDefined();
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("drops the connection after DATA, mail kept: %s", async (keeps, kept) => {
    sandbox.mailbox.refusals.script("sato@acme.example", { kind: "drop-after-data", keeps }, 1);
    await expect(transport.sendMail(ALERT)).rejects.toThrow();
    expect(sandbox.mailbox.mails()).toHaveLength(kept);
    await transport.sendMail(ALERT);
    expect(sandbox.mailbox.mails().at(-1)?.isRepeat).toBe(keeps);
  });

  it("answers slowly", async () => {
    sandbox.mailbox.refusals.script("sato@acme.example", { kind: "slow", seconds: 0.2 });
    const start = Date.now();
    await transport.sendMail(ALERT);
    expect(Date.now() - start).toBeGreaterThan(190);
  });
});
