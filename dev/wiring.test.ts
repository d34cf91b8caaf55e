import { expect, it } from "vitest";
import { readEnvironment } from "../config/environment.ts";
import { wireOutside } from "./wiring.ts";

const ports = {
  postgres: 1,
  temporal: 2,
  temporalUi: 3,
  sandbox: 8090,
  sandboxSmtp: 8025,
  sandboxDemo: 8091,
};
const secrets = {
  encryptionKeys: `dev:${Buffer.alloc(32).toString("base64")}`,
  databasePassword: "p",
  sandboxTwilioSid: "AC1",
  sandboxTwilioToken: "t",
};
const wire = (given: Record<string, string>) => wireOutside(given, ports, secrets, "http://127.0.0.1:8080");

it("uses the sandbox for everything that is not named", () => {
  const { made, outside } = wire({});
  const environment = readEnvironment({
    ...made,
    DATABASE_URL: "postgres://127.0.0.1/toban",
    TOBAN_ENCRYPTION_KEYS: secrets.encryptionKeys,
  });
  expect(environment.telephone.apiUrl).toBe("http://127.0.0.1:8090");
  expect(environment.mail.smtpUrl).toBe("smtp://127.0.0.1:8025");
  expect(environment.chat.slack?.apiUrl).toBe("http://127.0.0.1:8090/slack/api/");
  expect(environment.chat.chatwork?.apiUrl).toBe("http://127.0.0.1:8090/chatwork/v2");
  expect(environment.operators.chat).toEqual({ kind: "slack", channel: "OPERATORS", mention: [] });
  expect(outside.every(({ real }) => !real)).toBe(true);
});

it("leaves a real provider alone, and says which ones are real", () => {
  const { made, outside } = wire({ SMTP_URL: "smtp://mail.example", OPERATORS_MAIL: "noc@msp.example" });
  expect(made).not.toHaveProperty("SMTP_URL");
  expect(made).not.toHaveProperty("OPERATORS_CHAT");
  expect(outside.filter(({ real }) => real).map(({ what }) => what)).toEqual(["mail"]);
});

it("never warns operators on a channel of a real Slack that nobody named", () => {
  expect(wire({ SLACK_TOKEN: "xoxb-real" }).made.OPERATORS_CHAT).toBe(
    "teams:http://127.0.0.1:8090/teams/operators",
  );
});

it("lets people dial the control centre on the sandbox's page, at the address that callbacks are signed for", () => {
  expect(wire({}).sandbox).toMatchObject({
    SANDBOX_LINE_NUMBER: wire({}).made.TWILIO_FROM,
    SANDBOX_LINE_VOICE_URL: "http://127.0.0.1:8080/callbacks/twilio/incoming",
  });
  expect(wire({ PUBLIC_URL: "https://toban.example/" }).sandbox.SANDBOX_LINE_VOICE_URL).toBe(
    "https://toban.example/callbacks/twilio/incoming",
  );
});
