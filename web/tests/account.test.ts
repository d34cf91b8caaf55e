import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticatorApp, givenLogin, password } from "../../api/auth/testBrowser.ts";
import { startTestApi, type TestApi } from "../../api/testApi.ts";
import { faultsInLightAndDark } from "../../dev/testAxe.ts";
import { chromiumFile, openConsole, startBrowser } from "./testBrowser.ts";

describe.runIf(chromiumFile !== null)("one's account in the console", { timeout: 60_000 }, () => {
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    const here = { isAskedHere: true };
    [api, browser] = await Promise.all([startTestApi(here), startBrowser()]);
    for (const name of ["鈴木", "高橋", "佐々木", "山田"]) await givenLogin(api, name);
    await givenLogin(api, "管理者", { role: "admin" });
  });
  afterAll(() => api.stop());

  /** A window in which somebody has logged in. */
  async function open(name: string) {
    const opened = await openConsole(browser, { url: api.url });
    await logIn(opened.page, name, password);
    return opened;
  }

  async function logIn(page: Page, username: string, secret: string): Promise<void> {
    const answer = await page.request.post("/api/auth/sign-in/username", {
      data: { username, password: secret },
    });
    expect(answer.status()).toBe(200);
  }

  async function setUpSecondFactor(page: Page): Promise<void> {
    const headers = { origin: api.url };
    const begun = await page.request.post("/api/auth/two-factor/enable", { data: { password }, headers });
    const { totpURI } = await begun.json();
    const data = { code: authenticatorApp(totpURI).code() };
    const confirmed = await page.request.post("/api/auth/two-factor/verify-totp", { data, headers });
    expect(confirmed.status()).toBe(200);
  }

  it("[RA4] sets up a second factor by QR code or key, shows backup codes once, and takes it back", async () => {
    const { page, close, complaints } = await open("鈴木");
    await page.goto("/account");
    await page.getByRole("button", { name: "有効にする" }).click();
    await page.getByLabel("現在のパスワード").fill("wrong password");
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByText("パスワードが違います。").waitFor();
    await page.getByLabel("現在のパスワード").fill(password);
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByRole("img", { name: "認証アプリ用のQRコード" }).waitFor();
    const secret = (await page.getByRole("dialog").locator("code").innerText()).replaceAll(" ", "");
    const code = page.getByLabel("認証アプリに表示された6桁のコード");
    await code.fill("000000");
    await code.press("Enter");
    await page.getByText("コードが違うか、すでに使われています。").waitFor();
    await code.fill(authenticatorApp(`otpauth://totp/x?secret=${secret}`).code());
    await code.press("Enter");
    await page.getByText("二度と表示されません").waitFor();
    expect(await page.getByRole("dialog").locator("li code").count()).toBe(10);
    await page.getByRole("button", { name: "控えました" }).click();
    await page.getByRole("button", { name: "無効にする" }).click();
    await page.getByLabel("現在のパスワード").fill(password);
    await page.getByRole("dialog").getByRole("button", { name: "無効にする" }).click();
    await page.getByText("二要素認証を無効にしました").waitFor();
    await page.getByRole("button", { name: "有効にする" }).waitFor();
    // The two refusals that this was about.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("40"), expect.stringContaining("401")]);
    await close();
  });

  it("[RA4] lists where one is logged in, marks this place, and ends another", async () => {
    const other = await open("高橋");
    const { page, close } = await open("高橋");
    await page.goto("/account");
    await page.getByText("この端末", { exact: true }).waitFor();
    await page.getByRole("button", { name: "切断する" }).click();
    await page.getByText("端末を切断しました").waitFor();
    await page.getByRole("button", { name: "切断する" }).waitFor({ state: "detached" });
    expect((await other.page.request.get("/api/me")).status()).toBe(401);
    await other.close();
    await close();
  });

  it("[RA4] makes a token that is shown once and works, until it is revoked", async () => {
    const { page, close, complaints } = await open("佐々木");
    await page.goto("/account");
    await page.getByRole("button", { name: "トークンを作る" }).click();
    await page.getByRole("button", { name: "作る", exact: true }).click();
    await page.getByRole("dialog").locator("[data-invalid]").first().waitFor();
    await page.getByLabel("用途の名前").fill("夜間レポート");
    await page.getByLabel("現在のパスワード").fill("wrong horse battery");
    await page.getByRole("button", { name: "作る", exact: true }).click();
    await page.getByRole("dialog").getByText("パスワードが違います。").waitFor();
    await page.getByLabel("現在のパスワード").fill(password);
    await page.getByRole("button", { name: "作る", exact: true }).click();
    const token = await page.getByRole("dialog").locator("code").innerText();
    expect((await api.get("/api/me", token)).body).toMatchObject({ name: "佐々木", via: "token" });
    expect((await api.post("/api/nothing", {}, token)).body).toMatchObject({ code: "read_only_token" });
    await page.getByRole("dialog").getByText("閉じる", { exact: true }).click();
    const line = page.getByRole("listitem").filter({ hasText: "夜間レポート" });
    await line.getByRole("button", { name: "失効させる" }).click();
    await page.getByText("すぐに接続できなくなります").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "失効させる" }).click();
    await line.waitFor({ state: "detached" });
    expect((await api.get("/api/me", token)).status).toBe(401);
    // A token needs a name, and the password.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400"), expect.stringContaining("400")]);
    await close();
  });

  it("[RA4] changes the password, and says at the field why one is refused", async () => {
    const { page, close, complaints } = await open("山田");
    await page.goto("/account");
    await page.getByRole("button", { name: "パスワードを変える" }).click();
    const dialog = page.getByRole("dialog");
    const change = async (next: string, again = next) => {
      await dialog.getByLabel("現在のパスワード").fill(password);
      await dialog.getByLabel("新しいパスワード", { exact: true }).fill(next);
      await dialog.getByLabel("新しいパスワード（もう一度）").fill(again);
      await dialog.getByRole("button", { name: "パスワードを変える" }).click();
    };
    await change("another long one", "another");
    await dialog.getByText("新しいパスワードと一致しません").waitFor();
    await change("short");
    await dialog.getByText("パスワードは12文字以上にしてください。").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining("400")]);
    await change("another long one");
    await page.getByText("パスワードを変更しました").waitFor();
    await close();
    const again = await openConsole(browser, { url: api.url });
    await logIn(again.page, "山田", "another long one");
    await again.close();
  });

  it("[RA4] an admin shuts somebody out, once the consequence was read, and lets them in again", async () => {
    await givenLogin(api, "去る人");
    const token = await api.given.person("去る人");
    const { page, close } = await open("管理者");
    await setUpSecondFactor(page);
    await page.goto("/account");
    await page.getByRole("link", { name: "利用者の一覧" }).click();
    const line = page.getByRole("listitem").filter({ hasText: "去る人" });
    await line.getByRole("button", { name: "利用を止める" }).click();
    await page.getByText("すべてすぐに使えなくなります").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "利用を止める" }).click();
    await line.getByText("停止中").waitFor();
    expect((await api.get("/api/me", token)).status).toBe(401);
    await line.getByRole("button", { name: "利用を再開する" }).click();
    await line.getByRole("button", { name: "利用を止める" }).waitFor();
    await close();
    await (await open("去る人")).close();
  });

  it("[RA4] remembers on this device that single keys are off", async () => {
    const { page, close } = await open("高橋");
    await page.goto("/account");
    await page.getByRole("button", { name: /キー操作/ }).click();
    await page.getByRole("option", { name: "使わない" }).click();
    await page.reload();
    await page.getByRole("button", { name: /使わない/ }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem("toban-shortcuts"))).toBe("off");
    await close();
  });

  it("has no fault that axe knows of, in light and in dark", async () => {
    const token = await api.given.person("管理者", { role: "admin" });
    const admins = await openConsole(browser, { url: api.url, token });
    await admins.page.goto("/people");
    await admins.page.getByText("高橋").waitFor();
    expect(await faultsInLightAndDark(admins.page)).toEqual([]);
    await admins.close();
    const { page, close } = await open("高橋");
    await page.goto("/account");
    await page.getByText("この端末", { exact: true }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await page.getByRole("button", { name: "有効にする" }).click();
    await page.getByLabel("現在のパスワード").fill(password);
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByRole("img", { name: "認証アプリ用のQRコード" }).waitFor();
    expect(await faultsInLightAndDark(page)).toEqual([]);
    await close();
  });
});
