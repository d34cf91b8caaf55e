import { afterAll, beforeAll, expect, it } from "vitest";
import { auditPageSchema } from "../audit/schemas.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { ownTokensSchema, tokensSchema } from "./schemas.ts";

let api: TestApi;
let admin: string;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.given.person("管理者", { role: "admin" });
});
afterAll(() => api.stop());

const addressOf = (name: string) => `/api/people/${encodeURIComponent(name)}/tokens`;
const tokensOf = async (name: string) =>
  tokensSchema.parse((await api.get(addressOf(name), admin)).body).tokens;
const revoke = (address: string, token = admin) => api.ask("DELETE", address, { token });

it("[RA4] an administrator sees whose token is used for what, and not the token", async () => {
  const token = await api.given.person("鈴木", { token: { name: "cron on web01" } });
  await api.get("/api/me", token);
  const { body } = await api.get(addressOf("鈴木"), admin);
  expect(tokensSchema.parse(body).tokens).toEqual([
    {
      id: expect.any(String),
      name: "cron on web01",
      scopes: ["read", "act"],
      expiresAt: null,
      issuedAt: "2026-11-22T03:27:15.000Z",
      lastUsedAt: "2026-11-22T03:27:15.000Z",
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(token);
});

it("[RA4] an administrator revokes one of a person's tokens, and the person reads who did", async () => {
  const lost = await api.given.person("佐藤", { token: { name: "lost laptop" } });
  const kept = await api.given.person("佐藤", { token: { name: "cron" } });
  const found = (await tokensOf("佐藤")).find(({ name }) => name === "lost laptop")!;
  expect((await revoke(`${addressOf("佐藤")}/${found.id}`)).status).toBe(204);
  expect((await api.get("/api/me", lost)).status).toBe(401);
  const own = ownTokensSchema.parse((await api.get("/api/me/tokens", kept)).body);
  expect(own.tokens.map(({ name }) => name)).toEqual(["cron"]);
  const at = "2026-11-22T03:27:15.000Z";
  expect(own.taken).toEqual([{ id: found.id, name: "lost laptop", revokedAt: at, revokedBy: "管理者" }]);
  expect((await revoke(`${addressOf("佐藤")}/${found.id}`)).body).toMatchObject({ code: "not_found" });
  api.setClock("2026-12-22T03:27:15.001Z");
  expect((await api.get("/api/me/tokens", kept)).body.taken).toEqual([]);
  api.setClock(at);
});

it("[RA4] an administrator revokes all of a person's tokens at once, and no other person's", async () => {
  const theirs = [await api.given.person("高橋"), await api.given.person("高橋")];
  const other = await api.given.person("伊藤");
  expect((await revoke(addressOf("高橋"))).status).toBe(204);
  for (const token of theirs) expect((await api.get("/api/me", token)).status).toBe(401);
  expect((await api.get("/api/me", other)).status).toBe(200);
  expect(await tokensOf("高橋")).toEqual([]);
});

it("[RA4] a token is revoked only under the name of its owner", async () => {
  await api.given.person("山田");
  const [token] = await tokensOf("山田");
  await api.given.person("小林");
  for (const id of [token!.id, "nonsense"])
    expect((await revoke(`${addressOf("小林")}/${id}`)).body).toMatchObject({
      status: 404,
      code: "not_found",
    });
  expect((await revoke(addressOf("だれか"))).body).toMatchObject({ status: 404, code: "unknown_person" });
  expect(await tokensOf("山田")).toHaveLength(1);
});

it("[RA4] only administrators list and revoke them", async () => {
  const operator = await api.given.person("渡辺");
  for (const answer of [
    await api.get(addressOf("管理者"), operator),
    await revoke(addressOf("管理者"), operator),
  ])
    expect(answer.body).toMatchObject({ status: 403, code: "forbidden" });
  expect((await api.get("/api/me", admin)).status).toBe(200);
});

it("[RA4] the audit log has all of this", async () => {
  await api.given.person("中村");
  const [token] = await tokensOf("中村");
  await revoke(`${addressOf("中村")}/${token!.id}`);
  await revoke(addressOf("中村"));
  const about = async (action: string) => {
    const { body } = await api.get(`/api/audit?action=${action}&person=管理者`, admin);
    return auditPageSchema.parse(body).entries.map(({ detail, outcome }) => ({ detail, outcome }));
  };
  await expect
    .poll(() => about("revoke-persons-token"))
    .toContainEqual({ detail: { name: "中村", id: token!.id }, outcome: "done" });
  await expect
    .poll(() => about("revoke-persons-tokens"))
    .toContainEqual({ detail: { name: "中村" }, outcome: "done" });
});
