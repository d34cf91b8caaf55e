import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import { browserOf, givenLogin, password } from "./testBrowser.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const began = Date.parse("2026-11-22T03:27:15.000Z");
const afterSeconds = (seconds: number) => api.setClock(new Date(began + seconds * 1_000).toISOString());
/** As a proxy on this machine says where a request came from. */
const from = (address: string) => ({ "x-forwarded-for": address });
let addresses = 0;
const fromElsewhere = () => from(`198.51.100.${++addresses % 250}`);

describe("somebody who guesses", () => {
  it("[RA4] does not get in by the right password after 60 wrong ones from changing addresses", async () => {
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

  it("[RA4] waits longer each time; whoever knows the password gets in when the wait is over", async () => {
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

  it("[RA4] is told of names that nobody has as little as of those somebody has", async () => {
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

  it("[RA4] cannot choose an address by writing it, but only its own place in the chain", async () => {
    await givenLogin(api, "渡辺");
    const told = { ...from("192.0.2.1, 203.0.113.99"), "x-real-ip": "192.0.2.2" };
    const browser = browserOf(api);
    await browser.login("渡辺", password, told);
    const { body } = await browser.get("/api/me/sessions");
    expect(body.sessions).toMatchObject([{ address: "203.0.113.99" }]);
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
