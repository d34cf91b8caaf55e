import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { browserOf, givenLogin, password } from "./testBrowser.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await givenLogin(api, "当番 一郎");
});
afterAll(() => api.stop());

describe("a password", () => {
  it("[RA4] opens a session, which says who asks and ends at the person's word", async () => {
    const browser = browserOf(api);
    expect((await browser.get("/api/me")).status).toBe(401);
    const login = await browser.login("当番\u3000一郎", password);
    expect(login).toMatchObject({ status: 200, body: { redirect: false } });
    expect((await browser.get("/api/me")).body).toEqual({
      name: "当番 一郎",
      role: "operator",
      customers: [],
      phone: null,
      twoFactor: false,
      hasPassword: true,
      via: "session",
      secondFactorDue: { step: "set-up", isRequired: false },
    });
    expect((await browser.post("/api/auth/sign-out")).status).toBe(200);
    expect((await browser.get("/api/me")).status).toBe(401);
  });

  it("[RA4] opens it to the browser alone: no script reads the cookie or finds its token in the answer", async () => {
    const { headers, body } = await browserOf(api).login("当番 一郎", password);
    const [known, session, ...others] = headers.getSetCookie().sort();
    expect(others).toEqual([]);
    expect(known).toMatch(/^__Secure-toban\.known_\w+=.*; Path=\/api\/auth;/);
    expect(session).toMatch(/^__Secure-toban\.session_token=.*; Path=\/;/);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax"])
      for (const cookie of [known, session]) expect(cookie).toContain(attribute);
    const [sessions] = await api.sql`select token from login_sessions order by created_at desc limit 1`;
    expect(JSON.stringify(body)).not.toContain(sessions?.token);
  });

  it("[RA4] that is wrong gets the same answer as an unknown name", async () => {
    const [wrong, nobody] = await Promise.all([
      browserOf(api).login("当番 一郎", "wrong horse battery"),
      browserOf(api).login("だれか", password),
    ]);
    for (const { status, body } of [wrong, nobody])
      expect({ status, body }).toMatchObject({
        status: 401,
        body: { code: "invalid_username_or_password", detail: "名前またはパスワードが違います。" },
      });
    expect(wrong.body).toEqual(nobody.body);
  });

  it("[RA4] is not stored in the database, and its hash is argon2id", async () => {
    const rows = await api.sql`select password from login_accounts`;
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=\d{5},t=\d,p=1\$/);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it("[RA4] is changed with the old one, and every other session ends", async () => {
    await givenLogin(api, "加藤");
    const [here, elsewhere] = [browserOf(api), browserOf(api)];
    await here.login("加藤", password);
    await elsewhere.login("加藤", password);
    const change = (currentPassword: string, newPassword: string) =>
      here.post("/api/auth/change-password", { currentPassword, newPassword });
    expect((await change("wrong horse battery", "another long one")).status).toBe(400);
    expect((await change(password, "加藤")).body.errors).toEqual([
      { path: "newPassword", message: "パスワードは12文字以上にしてください。" },
    ]);
    expect((await change(password, "another long one")).status).toBe(200);
    expect((await here.get("/api/me")).status).toBe(200);
    expect((await elsewhere.get("/api/me")).status).toBe(401);
    expect((await browserOf(api).login("加藤", password)).status).toBe(401);
    expect((await browserOf(api).login("加藤", "another long one")).status).toBe(200);
  });
});

describe("what the login takes", () => {
  it("[RA3] is named where it is wrong", async () => {
    const { status, body } = await browserOf(api).post("/api/auth/sign-in/username", { username: "", x: 1 });
    expect(status).toBe(400);
    expect((body.errors as { path: string }[]).map(({ path }) => path)).toEqual(["username", "password", ""]);
  });

  it.each([
    ...[
      "POST /sign-up/email",
      "POST /sign-in/email",
      "GET /list-sessions",
      "GET /get-session",
      "POST /update-user",
    ],
    ...["POST /revoke-session", "POST /reset-password", "POST /set-password", "POST /delete-user", "GET /ok"],
    ...[
      "POST /is-username-available",
      "POST /change-email",
      "POST /link-social",
      "GET /error",
      "POST /admin/x",
    ],
    ...[
      "POST /sign-in/social",
      "GET /callback/oidc",
      "POST /two-factor/send-otp",
      "POST /two-factor/get-totp-uri",
    ],
  ])("[RA4] is no more than people need: not %s", async (address) => {
    const [method = "", path = ""] = address.split(" ");
    const browser = browserOf(api);
    await browser.login("当番 一郎", password);
    const { status } = await (method === "GET"
      ? browser.get(`/api/auth${path}`)
      : browser.post(`/api/auth${path}`, { password, email: "a@b.example", name: "x", username: "x" }));
    expect(status).toBe(404);
  });

  it("says which ways there are", async () => {
    expect((await browserOf(api).get("/api/auth/methods")).body).toEqual({ password: true, oidc: null });
  });
});

describe("a page of somebody else", () => {
  const ours = "https://toban.example";
  const foreign: [what: string, headers: Record<string, string>][] = [
    ["another origin", { origin: "https://evil.example" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another site, whatever its origin", { "sec-fetch-site": "cross-site", origin: ours }],
    ["a neighbour of ours", { "sec-fetch-site": "same-site", origin: ours }],
    ["nothing at all", {}],
    ["an origin that begins like ours", { origin: `${ours}.evil.example` }],
    ["ours over plain http", { origin: "http://toban.example" }],
    ["this machine's over plain http", { origin: "http://127.0.0.1:8080" }],
    ["null, as from a frame", { origin: "null" }],
  ];

  it.each(foreign)("[RA4] ignores the visitor's cookies: %s", async (_what, headers) => {
    const browser = browserOf(api);
    await browser.login("当番 一郎", password);
    const ask = (path: string) =>
      fetch(api.url + path, {
        method: "POST",
        body: "{}",
        headers: { cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "), ...headers },
      });
    for (const path of ["/api/auth/sign-out", "/api/me/tokens", "/api/nothing"]) {
      const answer = await ask(path);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        403,
        "foreign_origin",
      ]);
    }
    expect((await browser.get("/api/me")).status).toBe(200);
  });

  it.each([
    ["our own", { "sec-fetch-site": "same-origin" }],
    ["one that the person typed", { "sec-fetch-site": "none", origin: undefined }],
    ["of this machine", { "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:8080" }],
    ["our own, in an old browser", { "sec-fetch-site": undefined, origin: ours }],
  ])("[RA4] is not one, but %s", async (_what, headers) => {
    const browser = browserOf(api);
    expect((await browser.login("当番 一郎", password, headers)).status).toBe(200);
    expect((await browser.post("/api/nothing", {}, headers)).status).toBe(404);
  });
});

describe("where we are known by", () => {
  it("[RA4] https, browsers come by nothing else from then on", async () => {
    const answers = [await api.get("/api/me"), await api.get("/healthz"), await api.get("/")];
    for (const { headers } of answers)
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("[RA4] plain http on this machine, nothing is asked of browsers that they could not do", async () => {
    const here = await startTestApi({ isAskedHere: true });
    await givenLogin(here, "当番 一郎");
    const browser = browserOf(here);
    for (const origin of [here.publicUrl, here.publicUrl.replace("127.0.0.1", "localhost")]) {
      const { status, headers } = await browser.login("当番 一郎", password, {
        origin,
        "sec-fetch-site": undefined,
      });
      expect([status, headers.get("strict-transport-security")]).toEqual([200, null]);
      for (const cookie of headers.getSetCookie()) expect(cookie).not.toMatch(/secure/i);
    }
    expect((await browser.get("/api/me")).status).toBe(200);
    await here.stop();
  });
});
