import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenLogin } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsFoundByAxe } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("the people's page", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;
  let admin: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), startBrowser()]);
    admin = await api.given.person("管理 花子", { role: "admin" });
    await givenLogin(api, "高橋 三郎");
  });
  afterAll(() => api.stop());

  it("[RA4] lists somebody's API tokens, and revokes one or all, once the consequence was read", async () => {
    const lost = await api.given.person("高橋 三郎", { token: { name: "紛失した端末" } });
    const others = [
      await api.given.person("高橋 三郎", { token: { name: "夜間レポート" } }),
      await api.given.person("高橋 三郎", { token: { name: "監視連携", scopes: ["read"] } }),
    ];
    const { page, close } = await openConsole(browser, { url: api.url, token: admin });
    await page.goto("/people");
    const line = page.getByRole("listitem").filter({ hasText: "高橋 三郎" });
    await line.getByRole("button", { name: "APIトークン" }).click();
    const list = page.getByRole("dialog", { name: "高橋 三郎 さんのAPIトークン" });
    const one = list.getByRole("listitem").filter({ hasText: "紛失した端末" });
    await one.waitFor();
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await one.getByRole("button", { name: "失効させる" }).click();
    const asking = page.getByRole("dialog", { name: "「紛失した端末」を失効させますか" });
    await asking.getByText("すぐに接続できなくなります").waitFor();
    await asking.getByRole("button", { name: "失効させる" }).click();
    await one.waitFor({ state: "detached" });
    expect((await api.get("/api/me", lost)).status).toBe(401);
    for (const token of others) expect((await api.get("/api/me", token)).status).toBe(200);
    await list.getByRole("button", { name: "すべて失効させる" }).click();
    const all = page.getByRole("dialog", { name: "高橋 三郎 さんのAPIトークンをすべて失効させますか" });
    await all.getByRole("button", { name: "すべて失効させる" }).click();
    await list.getByText("APIトークンはありません").waitFor();
    for (const token of others) expect((await api.get("/api/me", token)).status).toBe(401);
    await close();
  });

  it("[RA4] what was taken from somebody stands among their own tokens, with who did", async () => {
    await api.given.person("伊藤 四郎", { token: { name: "古い連携" } });
    const own = await api.given.person("伊藤 四郎");
    await api.sql`update api_tokens set revoked_at = issued_at, revoked_by = '管理 花子' where name = '古い連携'`;
    const { page, close } = await openConsole(browser, { url: api.url, token: own });
    await page.goto("/account");
    await page.getByText("管理者の管理 花子さんが失効させました").waitFor();
    expect(await faultsFoundByAxe(page)).toEqual([]);
    await close();
  });
});
