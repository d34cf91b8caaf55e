import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserOf, givenLogin, password, setUpSecondFactor } from "../auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../testApi.ts";

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const english = { "accept-language": "en" };

let api: TestApi;
let operator: string;
let customer: string;
let number: number;

beforeAll(async () => {
  api = await startTestApi();
  const version = await api.given.customer("acme", {
    contacts: {
      sato: { ...nobody, name: "Sato", phone: "+819011111111", mail: "sato@customer.example" },
      ito: { ...nobody, name: "Ito" },
    },
  });
  operator = await api.given.person("Smith");
  customer = await api.given.person("Sato", { role: "customer", customers: ["acme"] });
  number = await api.given.incident({ version });
  await givenLogin(api, "Jones", { role: "admin" });
});
afterAll(() => api.stop());

const nobody = { reading: null, company: null, phone: null, mail: null };

describe("a refusal, to a reader of English", () => {
  const text = (length: number): string => "x".repeat(length);
  const atField: [path: string, body: object, field: string, message: string][] = [
    ["notes", { text: " " }, "text", "Enter something"],
    ["notes", { text: text(4_001) }, "text", "At most 4000 characters"],
    ["notes", { text: "a\u0007" }, "text", "It holds characters that cannot be used"],
    ["notes", { text: "a\0" }, "text", "It holds characters that cannot be used"],
    ["take", { from: "a\nb" }, "from", "No line breaks here"],
    ["mails", { to: [] }, "to", "Choose at least one recipient"],
    ["mails", { to: Array(51).fill("sato") }, "to", "At most 50 recipients"],
    ["mails", { to: ["nobody"] }, "to[0]", "Not a contact of this customer"],
    ["mails", { to: ["ito"] }, "to[0]", "Ito has no mail address"],
    ["chats", { to: [] }, "to", "Choose at least one chat"],
    ["chats", { to: Array(51).fill("ops") }, "to", "At most 50 chats"],
    ["chats", { to: ["nowhere"] }, "to[0]", "Not a chat of this customer"],
    ["calls", { contact: "ito" }, "contact", "Ito has no telephone number"],
    ["calls", { contact: "sato" }, "operatorPhone", "You have no telephone number of your own yet"],
    [
      "calls",
      { contact: "sato", operatorPhone: "12" },
      "operatorPhone",
      "A telephone number, like 090-1234-5678",
    ],
    ["calls", { contact: "sato", operatorPhone: text(41) }, "operatorPhone", "At most 40 characters"],
    [
      ...(["call-results", { contact: "sato", outcome: "asleep" }] as const),
      ...(["outcome", "One of reached, no-answer, busy, voicemail, wrong-person, failed"] as const),
    ],
    [
      ...(["call-results", { contact: "sato", outcome: "busy", placedAt: "noon" }] as const),
      ...(["placedAt", "A time in ISO 8601, like 2026-11-22T03:27:15Z"] as const),
    ],
    [
      ...(["call-results", { contact: "sato", outcome: "busy", placedAt: "2001-01-01T00:00:00Z" }] as const),
      ...(["placedAt", "That is before the detection"] as const),
    ],
    [
      ...(["call-results", { contact: "sato", outcome: "busy", placedAt: "2999-01-01T00:00:00Z" }] as const),
      ...(["placedAt", "That time has not come yet"] as const),
    ],
    ["assign", {}, "rule", "Give either rule or customer"],
    ["resolve", { reason: "" }, "reason", "Enter something"],
    ["resolve", { reason: text(1_001) }, "reason", "At most 1000 characters"],
  ];
  it.each(atField)("[RA3] %s %o: at its field", async (path, body, field, message) => {
    const ask = { token: operator, body };
    const answer = await api.ask("POST", `/api/incidents/${number}/${path}`, { ...ask, language: "en" });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", detail: "Check what you have entered" },
    });
    expect(answer.body.errors).toContainEqual({ path: field, message });
    const inJapanese = await api.ask("POST", `/api/incidents/${number}/${path}`, ask);
    expect(inJapanese.body).toMatchObject({
      detail: "入力内容を確認してください",
      errors: expect.arrayContaining([{ path: field, message: expect.stringMatching(japanese) }]),
    });
  });

  const refused: [
    method: string,
    address: string,
    who: () => string | undefined,
    body: object,
    detail: string,
  ][] = [
    [
      "GET",
      "/api/me",
      () => undefined,
      {},
      "A valid token is needed: Authorization: Bearer TOKEN. Log in, please.",
    ],
    ["GET", "/api/incidents/999", () => operator, {}, "There is no incident 999 that you may see"],
    ["GET", "/api/incidents/1/dispatches/99", () => operator, {}, "This incident has none such"],
    ["GET", "/api/incidents?customer=beta", () => customer, {}, "This customer is not yours"],
    ["GET", "/api/triage", () => customer, {}, "You may not do this"],
    ["POST", "/api/incidents/1/take", () => customer, {}, "You may not do this"],
    ["GET", "/api/audit?incident=x", () => operator, {}, "Some parameters cannot be used"],
    ["GET", "/api/audit?cursor=x", () => operator, {}, "Some parameters cannot be used"],
    [
      ...(["GET", "/api/recordings/RE0", () => operator, {}] as const),
      "There is no such recording: its time is over, or it was deleted.",
    ],
    ["DELETE", "/api/me/sessions/none", () => operator, {}, "You have no such session"],
    ["DELETE", "/api/me/tokens/none", () => operator, {}, "You have no such token"],
    ["POST", "/api/incidents/1/take", () => operator, {}, "It did not end in time. Try again"],
    ["POST", "/api/incidents/bulk/take", () => operator, { numbers: [] }, "Check what you have entered"],
  ];
  it.each(refused)("[RA3] %s %s", async (method, address, who, body, detail) => {
    const ask = { token: who(), body };
    const answer = await api.ask(method, address, { ...ask, language: "en" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).toMatchObject({ detail });
    expect(JSON.stringify(answer.body)).not.toMatch(japanese);
    expect((await api.ask(method, address, ask)).body.detail).toMatch(japanese);
  });

  it("[RA3] many at once: each with its own reason", async () => {
    const ask = { token: operator, body: { numbers: [number, 999] } };
    const answer = await api.ask("POST", "/api/incidents/bulk/take", { ...ask, language: "en" });
    expect(answer.body).toEqual({
      results: [
        { number, ok: false, code: "unavailable", detail: "It did not end in time. Try again" },
        { number: 999, ok: false, code: "not_found", detail: "There is no incident 999 that you may see" },
      ],
    });
  });
});

describe("a login, to a reader of English", () => {
  it("[RA4] says what is wrong with it", async () => {
    const wrong = await browserOf(api).login("Jones", "wrong horse battery", english);
    expect(wrong.body).toMatchObject({
      code: "invalid_username_or_password",
      detail: "Wrong name or password.",
    });
    const empty = await browserOf(api).login("", "x".repeat(1_001), english);
    expect(empty.body).toMatchObject({
      detail: "Check what you have entered.",
      errors: [
        { path: "username", message: "Enter something" },
        { path: "password", message: "At most 1000 characters" },
      ],
    });
  });

  it("[RA4] says how long somebody who guesses has to wait", async () => {
    for (let n = 0; n < 5; n++) await browserOf(api).login("Brown", "wrong horse battery", english);
    const { body } = await browserOf(api).login("Brown", "wrong horse battery", english);
    expect(body).toMatchObject({
      code: "too_many_attempts",
      detail: "Too many attempts. Try again in 30 seconds.",
    });
  });

  it("[RA4] says why a password, a token's name or an own account will not do", async () => {
    const browser = browserOf(api);
    await browser.login("Jones", password);
    const held = await browser.post("/api/people/Jones/disable", {}, english);
    expect(held.body.detail).toBe(
      "Administrators need a second factor. Log in to the console and set one up.",
    );
    await setUpSecondFactor(browser);
    const change = { currentPassword: password, newPassword: "short" };
    const weak = await browser.post("/api/auth/change-password", change, english);
    expect(weak.body.errors).toEqual([{ path: "newPassword", message: "At least 12 characters." }]);
    const token = { name: " ", expiresInDays: 4_000 };
    expect((await browser.post("/api/me/tokens", token, english)).body.errors).toEqual([
      { path: "name", message: "Enter something" },
      { path: "expiresInDays", message: "A whole number from 1 to 3650" },
    ]);
    const self = await browser.post("/api/people/Jones/disable", {}, english);
    expect(self.body.detail).toBe("You cannot shut yourself out.");
    const page = { ...english, "sec-fetch-site": "cross-site" };
    const foreign = await browser.post("/api/auth/sign-out", {}, page);
    expect(foreign.body.detail).toBe("This can be done from our own pages only.");
  });
});
