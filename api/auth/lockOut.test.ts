import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enableLogin } from "../../db/people/logins.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { type Browser, browserOf, givenLogin, password } from "./testBrowser.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const began = Date.parse("2026-11-22T03:27:15.000Z");
const afterSeconds = (seconds: number) => api.setClock(new Date(began + seconds * 1_000).toISOString());
/** Names the request's address as a proxy on this machine does. */
const from = (address: string) => ({ "x-forwarded-for": address });
let addresses = 0;
const fromElsewhere = () => from(`198.51.100.${++addresses % 250}`);

describe("somebody who guesses", () => {
  it("[RA4] is refused even with the right password after 60 wrong ones from changing addresses", async () => {
    await givenLogin(api, "鈴木");
    const guesses = [];
    for (let round = 0; round < 3; round++)
      guesses.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            browserOf(api).login("鈴木", `wrong password ${n}`, fromElsewhere()),
          ),
        )),
      );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(55);
    const right = await browserOf(api).login("鈴木", password, fromElsewhere());
    expect(right).toMatchObject({
      status: 429,
      body: {
        code: "too_many_attempts",
        detail: "試行回数が多すぎます。30秒後にもう一度お試しください。",
      },
    });
    expect(right.headers.get("retry-after")).toBe("30");
  });

  it("[RA4] waits longer each time; the right password gets in when the wait is over", async () => {
    await givenLogin(api, "田中");
    const guess = async () => {
      const { status, headers } = await browserOf(api).login("田中", "wrong password", fromElsewhere());
      return status === 429 ? Number(headers.get("retry-after")) : status;
    };
    for (let n = 0; n < 5; n++) await guess();
    expect(await guess()).toBe(30);
    afterSeconds(30);
    expect([await guess(), await guess()]).toEqual([401, 60]);
    afterSeconds(90);
    expect([await guess(), await guess()]).toEqual([401, 120]);
    afterSeconds(210);
    expect((await browserOf(api).login("田中", password, fromElsewhere())).status).toBe(200);
    expect([await guess(), await guess()]).toEqual([401, 401]);
  });

  it("[RA4] gets the same answers for unknown names as for known ones", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++)
      statuses.push((await browserOf(api).login("だれでもない", "wrong password", fromElsewhere())).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it("[RA4] at many names from one address stops that address and no other", async () => {
    await givenLogin(api, "伊藤");
    const office = from("203.0.113.7");
    for (let n = 0; n < 30; n++) await browserOf(api).login(`name ${n}`, "wrong password", office);
    expect((await browserOf(api).login("伊藤", password, office)).status).toBe(429);
    expect((await browserOf(api).login("伊藤", password, from("203.0.113.8"))).status).toBe(200);
  });

  it("[RA4] has one count for all addresses of an IPv6 line, and for an IPv4 address in either form", async () => {
    await givenLogin(api, "山本");
    const line = (n: number) => from(`2001:db8:7:1:${n.toString(16)}::${n}`);
    for (let n = 1; n <= 30; n++) await browserOf(api).login(`line ${n}`, "wrong password", line(n));
    const login = async (headers: object) => (await browserOf(api).login("山本", password, headers)).status;
    expect(await login(line(31))).toBe(429);
    expect(await login(from("2001:db8:7:2::1"))).toBe(200);
    for (let n = 0; n < 30; n++)
      await browserOf(api).login(`form ${n}`, "wrong password", from("192.0.2.44"));
    expect(await login(from("::ffff:192.0.2.44"))).toBe(429);
  });

  it("[RA4] leaves no row while waiting, whatever names are tried", async () => {
    const line = from("203.0.113.50");
    for (let n = 0; n < 30; n++) await browserOf(api).login(`first ${n}`, "wrong password", line);
    const counts = () => api.sql`select (select count(*) from login_attempts) as attempts,
      (select count(*) from login_refusals) as sums, (select count(*) from audit_log) as audited`;
    await browserOf(api).login("one more", "wrong password", line);
    const before = await counts();
    for (let n = 0; n < 20; n++)
      expect((await browserOf(api).login(`later ${n}`, "wrong password", line)).status).toBe(429);
    expect(await counts()).toEqual(before);
  });

  it("[RA4] cannot choose an address by writing it, but only its own place in the chain", async () => {
    await givenLogin(api, "渡辺");
    const told = { ...from("192.0.2.1, 203.0.113.99"), "x-real-ip": "192.0.2.2" };
    const browser = browserOf(api);
    await browser.login("渡辺", password, told);
    const { body } = await browser.get("/api/me/sessions");
    expect(body.sessions).toMatchObject([{ address: "203.0.113.99" }]);
  });
});

describe("a browser in which somebody has logged in before", () => {
  const known = async (name: string, headers = fromElsewhere()) => {
    await givenLogin(api, name);
    const browser = browserOf(api);
    await browser.login(name, password, headers);
    await browser.post("/api/auth/sign-out");
    return browser;
  };
  const guess = async (name: string, times: number, headers?: object) => {
    for (let n = 0; n < times; n++)
      await browserOf(api).login(name, "wrong password", headers ?? fromElsewhere());
  };
  const statusIn = async (browser: Browser, name: string, given = password, headers?: object) =>
    (await browser.login(name, given, headers ?? fromElsewhere())).status;

  it("[RA4] lets its person in while others guess at the name and from the same network", async () => {
    const office = from("203.0.113.60");
    const [browser, other] = [await known("小林", office), await known("加藤", office)];
    await guess("小林", 6);
    for (let n = 0; n < 30; n++) await guess(`office ${n}`, 1, office);
    expect(await statusIn(browserOf(api), "小林")).toBe(429);
    expect(await statusIn(browserOf(api), "加藤", password, office)).toBe(429);
    expect(await statusIn(browser, "小林", password, office)).toBe(200);
    expect(await statusIn(other, "加藤", password, office)).toBe(200);
    // A correct login elsewhere gives those who guess nothing new.
    expect(await statusIn(browserOf(api), "小林")).toBe(429);
  });

  it("[RA4] has its own count, and spares nobody else a wait", async () => {
    const browser = await known("吉田");
    await givenLogin(api, "山田");
    for (let n = 0; n < 5; n++) expect(await statusIn(browser, "吉田", "wrong password")).toBe(401);
    expect(await statusIn(browser, "吉田")).toBe(429);
    expect(await statusIn(browserOf(api), "吉田")).toBe(200);
    await guess("山田", 5);
    expect(await statusIn(browser, "山田")).toBe(429);
  });

  it("[RA4] is known by a cookie that opens nothing, and that nobody can make or alter", async () => {
    const browser = await known("佐々木");
    expect((await browser.get("/api/me")).status).toBe(401);
    const [[name = "", value = ""] = []] = [...browser.cookies];
    expect(name).toMatch(/^__Secure-toban\.known_/);
    await guess("佐々木", 5);
    const [text = "", signature = ""] = value.split(".");
    const token = JSON.parse(Buffer.from(text, "base64url").toString());
    token[1] = "another-browser";
    const altered = Buffer.from(JSON.stringify(token)).toString("base64url");
    for (const forged of [`${altered}.${signature}`, text, `${text}.${"A".repeat(43)}`, "", "x.y"]) {
      browser.cookies.set(name, forged);
      expect(await statusIn(browser, "佐々木"), forged).toBe(429);
    }
    browser.cookies.set(name, value);
    expect(await statusIn(browser, "佐々木")).toBe(200);
  });

  it("[RA4] is unknown after a password change: an intruder may have used it", async () => {
    const browser = await known("山口");
    await givenLogin(api, "山口", {}, "another long password");
    await guess("山口", 5);
    expect(await statusIn(browser, "山口", "another long password")).toBe(429);
  });
});

describe("the time of an answer", () => {
  it("[RA4] is the same for a name without a password, one that nobody has, and a wrong password", async () => {
    await givenLogin(api, "松本");
    await api.given.person("井上");
    await enableLogin(api.db, { name: "井上", mail: "inoue@msp.example" }, new Date());
    const names = ["松本", "井上", "名のない人"] as const;
    const least = { 松本: Infinity, 井上: Infinity, 名のない人: Infinity };
    // Measures this process's processor time, threads included: the wall clock would count other processes
    // too. The least of several rounds leaves out what else this process did. Only the sum of user and system time is
    // exact: the kernel divides it by sampling.
    for (let round = 0; round < 5; round++)
      for (const name of names) {
        const before = process.cpuUsage();
        expect((await browserOf(api).login(name, "wrong password", fromElsewhere())).status).toBe(401);
        const { user, system } = process.cpuUsage(before);
        least[name] = Math.min(least[name], user + system);
      }
    for (const name of ["井上", "名のない人"] as const) {
      expect(least[name] / least.松本).toBeGreaterThan(0.5);
      expect(least[name] / least.松本).toBeLessThan(2);
    }
  });
});

describe("somebody who slips", () => {
  it("[RA4] slips four times without a wait, and starts anew once they got in", async () => {
    await givenLogin(api, "高橋");
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++)
        expect((await browserOf(api).login("高橋", "wrong password", fromElsewhere())).status).toBe(401);
      expect((await browserOf(api).login("高橋", password, fromElsewhere())).status).toBe(200);
    }
  });
});
