import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";

describe("text that the database cannot store", () => {
  let api: TestApi;
  let token: string;
  let number: number;

  beforeAll(async () => {
    api = await startTestApi();
    token = await api.given.person("鈴木");
    number = await api.given.incident();
  });
  afterAll(() => api.stop());

  it.each([
    ["a NUL", { text: "a\0b" }, "text"],
    ["half a character", { text: "a\ud800" }, "text"],
    ["a NUL deep inside", { to: [{ a: ["\0"] }] }, "to[0].a[0]"],
  ])("[RA3] %s in a body is refused at its field", async (_what, body, path) => {
    const answer = await api.post(`/api/incidents/${number}/notes`, body, token);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input", errors: [{ path }] } });
  });

  it.each([
    "/api/audit?person=%00",
    "/api/incidents?customer=%00",
    "/api/customers/%00",
    "/api/recordings/%00",
  ])("[RA3] %s is refused, and is no fault of ours", async (address) => {
    expect(await api.get(address, token)).toMatchObject({ status: 400 });
  });

  it("[RA3] nor does a name or password with one open anything", async () => {
    const body = { username: "a\0", password: "correct horse battery" };
    const answer = await api.ask("POST", "/api/auth/sign-in/username", { body });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  });
});
