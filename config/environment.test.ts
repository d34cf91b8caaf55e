import { describe, expect, it } from "vitest";
import { ConfigurationError } from "./configurationError.ts";
import {
  readCommandEnvironment,
  readEnvironment,
  readGivenEnvironment,
  rememberedForCommands,
} from "./environment.ts";

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString("base64")}`;
const complete = {
  DATABASE_URL: "postgres://u:p@127.0.0.1/toban",
  TOBAN_ENCRYPTION_KEYS: `${key("new")},${key("old")}`,
  TWILIO_ACCOUNT_SID: "AC0123",
  TWILIO_AUTH_TOKEN: "twilio-secret",
  TWILIO_FROM: "+81312345678",
  SMTP_URL: "smtp://user:mail-secret@mail.example",
  OPERATORS_CHAT: "slack:C0123",
  SLACK_TOKEN: "slack-secret",
};

function faultsOf(env: NodeJS.ProcessEnv, read: (env: NodeJS.ProcessEnv) => unknown = readEnvironment) {
  try {
    read(env);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
  }
}

describe("environment", () => {
  it("is grouped by what it is for, with the contract's defaults", () => {
    const environment = readEnvironment(complete);
    expect(environment.http).toEqual({
      host: "127.0.0.1",
      port: 8080,
      publicUrl: "http://127.0.0.1:8080",
      trustedProxies: ["loopback"],
    });
    expect(environment.oidc).toBeNull();
    expect(environment.telephone).toEqual({
      accountSid: "AC0123",
      authToken: "twilio-secret",
      from: "+81312345678",
      apiUrl: null,
      callsPerSecond: 1,
      countries: ["JP"],
    });
    expect(environment.chat).toEqual({
      slack: { token: "slack-secret", apiUrl: "https://slack.com/api/" },
      chatwork: null,
    });
    expect(environment.operators).toEqual({
      chat: { kind: "slack", channel: "C0123", mention: [] },
      mail: null,
    });
    expect(environment.cloud).toEqual({ ownAccountCustomers: [] });
    expect(environment.slo.warningMinutes).toBe(10);
    expect(environment.center.name).toBe("コントロールセンター");
    expect(environment.vault.keys.map(({ id }) => id)).toEqual(["new", "old"]);
  });

  it("reports every fault at once, by name, without a secret", () => {
    const env = {
      ...complete,
      PORT: "eighty",
      MAIL_INTAKE_PORT: "0",
      SLO_WARNING_MINUTES: "15",
      TWILIO_CALLS_PER_SECOND: "0",
      RECORDING_RETENTION_DAYS: "3651",
      BUNDLE_RETENTION_DAYS: "0",
      AWS_OWN_ACCOUNT_CUSTOMERS: "acme,,beta",
      TWILIO_ACCOUNT_SID: "very-secret",
      SMTP_URL: "http://user:very-secret@mail.example",
      TOBAN_ENCRYPTION_KEYS: "a:very-secret",
      OPERATORS_CHAT: "irc:very-secret",
      LOG_LEVEL: "loud",
      DATABASE_URL: undefined,
      CHATWORK_API_URL: "https://chatwork.example/v2",
    };
    expect(Object.keys(faultsOf(env)).sort()).toEqual([
      "AWS_OWN_ACCOUNT_CUSTOMERS",
      "BUNDLE_RETENTION_DAYS",
      "CHATWORK_TOKEN",
      "DATABASE_URL",
      "LOG_LEVEL",
      "MAIL_INTAKE_PORT",
      "OPERATORS_CHAT",
      "PORT",
      "RECORDING_RETENTION_DAYS",
      "SLO_WARNING_MINUTES",
      "SMTP_URL",
      "TOBAN_ENCRYPTION_KEYS",
      "TWILIO_ACCOUNT_SID",
      "TWILIO_CALLS_PER_SECOND",
    ]);
    expect(faultsOf(env).PORT).toBe('expected a port number from 1 to 65535, not "eighty"');
    expect(() => readEnvironment(env)).toThrow(/14 faults/);
    expect(JSON.stringify(faultsOf(env))).not.toContain("secret");
  });

  it.each([
    ["slack:C0123", { kind: "slack", channel: "C0123", mention: [] }],
    ["chatwork:123456", { kind: "chatwork", room: "123456", mention: [] }],
    ["teams:https://t.example/hook?a=b", { kind: "teams", url: "https://t.example/hook?a=b" }],
    ["discord:https://d.example/1/x", { kind: "discord", url: "https://d.example/1/x", mention: [] }],
    ["mattermost:https://m.example/x", { kind: "mattermost", url: "https://m.example/x", mention: [] }],
  ])("takes operators' chat %s", (value, chat) => {
    const env = { ...complete, CHATWORK_TOKEN: "t", OPERATORS_CHAT: value };
    expect(readEnvironment(env).operators.chat).toEqual(chat);
  });

  it.each(["slack:", "chatwork:abc", "teams:C0123", "teams:ftp://x", "discord:secret:x", "C0123"])(
    "refuses operators' chat %s",
    (value) => {
      expect(faultsOf({ ...complete, OPERATORS_CHAT: value }).OPERATORS_CHAT).toMatch(
        /expected .*slack:CHANNEL/,
      );
    },
  );

  it.each([
    ["real mail", { SMTP_URL: "smtp://mail.example" }],
    ["a real telephone", { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t", TWILIO_FROM: "+81312345678" }],
  ])("requires an address of the operators with %s", (_, env) => {
    expect(faultsOf(env, readGivenEnvironment).OPERATORS_CHAT).toMatch(/OPERATORS_MAIL is required/);
    expect(faultsOf({ ...env, OPERATORS_MAIL: "noc@msp.example" }, readGivenEnvironment)).toEqual({});
    expect(faultsOf({ ...env, OPERATORS_CHAT: "slack:C1" }, readGivenEnvironment)).toEqual({
      SLACK_TOKEN: "is required where OPERATORS_CHAT is set",
    });
  });

  it("no two servers listen on one port", () => {
    const ports = { MAIL_INTAKE_PORT: "8080", METRICS_PORT: "2525" };
    expect(faultsOf({ ...complete, ...ports })).toEqual({
      MAIL_INTAKE_PORT: "must differ from PORT, which is 8080 too",
    });
    expect(faultsOf({ ...complete, METRICS_PORT: "2525" })).toEqual({
      METRICS_PORT: "must differ from MAIL_INTAKE_PORT, which is 2525 too",
    });
    expect(readEnvironment({ ...complete, METRICS_PORT: "9464" }).metrics).toEqual({ port: 9464 });
  });

  it("treats half an account of the telephone provider as a mistake", () => {
    expect(faultsOf({ TWILIO_AUTH_TOKEN: "t" }, readGivenEnvironment)).toEqual({
      TWILIO_ACCOUNT_SID: "is required together with TWILIO_AUTH_TOKEN",
      TWILIO_FROM: "is required together with TWILIO_AUTH_TOKEN",
    });
  });

  it("[RA4] accepts the company's login only with all its variables", () => {
    const oidc = {
      OIDC_ISSUER: "https://login.msp.example/",
      OIDC_CLIENT_ID: "toban",
      OIDC_CLIENT_SECRET: "oidc-secret",
      OIDC_NAME: "社内ログイン",
    };
    expect(readEnvironment({ ...complete, ...oidc }).oidc).toEqual({
      issuer: "https://login.msp.example",
      clientId: "toban",
      clientSecret: "oidc-secret",
      name: "社内ログイン",
      secondFactor: "claimed",
    });
    const always = readEnvironment({ ...complete, ...oidc, OIDC_SECOND_FACTOR: "always" });
    expect(always.oidc?.secondFactor).toBe("always");
    expect(faultsOf({ ...complete, ...oidc, OIDC_SECOND_FACTOR: "never" })).toEqual({
      OIDC_SECOND_FACTOR: 'expected claimed or always, not "never"',
    });
    const { OIDC_CLIENT_ID, OIDC_NAME } = oidc;
    expect(faultsOf({ ...complete, OIDC_ISSUER: "login.msp.example", OIDC_CLIENT_ID, OIDC_NAME })).toEqual({
      OIDC_ISSUER: "expected an address that begins with http:// or https://",
      OIDC_CLIENT_SECRET: "is required together with OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_NAME",
    });
  });

  it("[RA4] sends no secret over plain http, except to this machine", () => {
    const env = {
      ...complete,
      TWILIO_API_URL: "http://twilio.example",
      SLACK_API_URL: "http://slack.example/api/",
      CHATWORK_TOKEN: "t",
      CHATWORK_API_URL: "http://chatwork.example/v2",
      BACKLOG_API_KEY: "k",
      BACKLOG_URL: "http://127.0.0.1.example",
      OIDC_ISSUER: "http://10.0.0.1",
      OIDC_CLIENT_ID: "toban",
      OIDC_CLIENT_SECRET: "oidc-secret",
      OIDC_NAME: "社内ログイン",
    };
    const names = ["BACKLOG_URL", "CHATWORK_API_URL", "OIDC_ISSUER", "SLACK_API_URL", "TWILIO_API_URL"];
    expect(Object.keys(faultsOf(env)).sort()).toEqual(names);
    expect(faultsOf(env).OIDC_ISSUER).toMatch(/must begin with https/);
    const here = Object.fromEntries(
      names.map((name, index) => [
        name,
        ["http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"][index % 3],
      ]),
    );
    expect(faultsOf({ ...env, ...here })).toEqual({});
  });

  it("[RA4] posts to the operators' Teams over https, except on this machine", () => {
    const faults = (url: string) => faultsOf({ ...complete, OPERATORS_CHAT: `teams:${url}`, PORT: "x" });
    const port = { PORT: expect.stringContaining("expected a port number") };
    for (const url of [
      "http://hooks.example/token",
      "http://10.0.0.1/token",
      "HTTP://127.0.0.1.example/token",
    ])
      expect(faults(url)).toEqual({
        ...port,
        OPERATORS_CHAT: "must begin with teams:https://; http is taken on this machine only",
      });
    for (const url of ["https://hooks.example/token", "http://127.0.0.1:8090/teams", "http://[::1]/teams"])
      expect(faults(url)).toEqual(port);
  });

  it.each([
    "ｔoban@msp.example",
    "当番 <toban\u200b@msp.example>",
    "toban@ｍsp.example",
    "toban＠msp.example",
  ])("refuses %j, from which no mail can be sent", (MAIL_FROM) => {
    expect(faultsOf({ ...complete, MAIL_FROM })).toEqual({
      MAIL_FROM: expect.stringContaining("expected a mail address"),
    });
    expect(faultsOf({ ...complete, MAIL_FROM: "当番センター <toban@msp.example>" })).toEqual({});
  });

  it.each(["10.0.0.0/33", "10.0.0", "everybody", "10.0.0.1,"])("refuses to trust %s as a proxy", (value) => {
    expect(faultsOf({ ...complete, TRUSTED_PROXIES: value }).TRUSTED_PROXIES).toMatch(/expected loopback/);
  });

  it("trusts the proxies that are named", () => {
    const { trustedProxies } = readEnvironment({
      ...complete,
      TRUSTED_PROXIES: "loopback, 10.0.0.0/8, fd00::1",
    }).http;
    expect(trustedProxies).toEqual(["loopback", "10.0.0.0/8", "fd00::1"]);
  });

  it("needs nothing to be set for a development system, and takes empty for not set", () => {
    const { values, given } = readGivenEnvironment({ PORT: "", SMTP_URL: " " });
    expect(values.PORT).toBe(8080);
    expect(given).toEqual({});
  });

  it("neither reads nor checks for a command what only servers use", () => {
    const { DATABASE_URL, TOBAN_ENCRYPTION_KEYS } = complete;
    const env = { DATABASE_URL, TOBAN_ENCRYPTION_KEYS, SMTP_URL: "smtp://127.0.0.1:1025", TWILIO_FROM: "?" };
    expect(readCommandEnvironment(env).DATABASE_URL).toBe(DATABASE_URL);
    expect(readCommandEnvironment(env).SMTP_URL).toBeUndefined();
    expect(faultsOf({ DATABASE_URL: "mysql://x" }, readCommandEnvironment)).toHaveProperty("DATABASE_URL");
  });

  it("remembers for commands what a person set, but no secret or address of a provider", () => {
    const given = {
      ...complete,
      OPERATORS_MAIL: "noc@msp.example",
      TEMPORAL_ADDRESS: "127.0.0.1:7233",
      HOME: "/home/noc",
    };
    const { DATABASE_URL, TOBAN_ENCRYPTION_KEYS } = complete;
    const remembered = rememberedForCommands(given);
    expect(remembered).toMatchObject({
      DATABASE_URL,
      TOBAN_ENCRYPTION_KEYS,
      TEMPORAL_ADDRESS: "127.0.0.1:7233",
    });
    for (const name of ["TWILIO_AUTH_TOKEN", "SMTP_URL", "OPERATORS_MAIL", "HOME"])
      expect(remembered).not.toHaveProperty(name);
  });

  it("refuses keys of the wrong length, without an id, or with one id twice", () => {
    for (const keys of ["", "a:AAAA", Buffer.alloc(32).toString("base64"), `${key("a")},${key("a")}`]) {
      expect(faultsOf({ ...complete, TOBAN_ENCRYPTION_KEYS: keys })).toHaveProperty("TOBAN_ENCRYPTION_KEYS");
    }
  });

  it("reads Temporal's own variables: address, namespace, API key and TLS", () => {
    const { temporal } = readEnvironment({
      ...complete,
      TEMPORAL_ADDRESS: "cloud.example:7233",
      TEMPORAL_NAMESPACE: "toban.prod",
      TEMPORAL_API_KEY: "k",
    });
    expect(temporal).toMatchObject({ address: "cloud.example:7233", namespace: "toban.prod" });
    expect(temporal.connection).toMatchObject({ apiKey: "k", tls: true });
    expect(faultsOf({ ...complete, TEMPORAL_PROFILE: "unknown" })).toHaveProperty("TEMPORAL_PROFILE");
  });
});
