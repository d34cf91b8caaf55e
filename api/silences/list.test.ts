import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importCustomers } from "../../db/customers/customerImport.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { silencesSchema } from "./schemas.ts";

const now = "2026-11-25T01:00:00.000Z";
const hours = (count: number) => new Date(new Date(now).getTime() + count * 3600_000);
const days = (count: number) => hours(24 * count);

describe("the list of silences", () => {
  let api: TestApi;
  let operator: string;
  let sato: string;

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    sato = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    api.setClock(now);
    await api.sql`truncate silences, customers, customer_versions`;
  });

  async function list(query = "", token = operator) {
    const { status, body } = await api.get(`/api/silences${query}`, token);
    expect([query, status]).toEqual([query, 200]);
    return silencesSchema.parse(body).silences;
  }
  const ids = async (query?: string, token?: string) => (await list(query, token)).map(({ id }) => id);
  const end = (id: number, at: Date) =>
    api.sql`update silences set ended_at = ${at.toISOString()}, ended_by = '鈴木' where id = ${id}`;

  it("[R5.10a] newest first: in force, to come, and ended in the last 30 days", async () => {
    const past = (daysAgo: number) => ({ from: days(-daysAgo - 1), until: days(-daysAgo) });
    const old = await api.given.silence(past(31));
    const over = await api.given.silence(past(29));
    const active = await api.given.silence();
    const coming = await api.given.silence({ from: days(100), until: days(101) });
    const pending = await api.given.silence({ needsYes: true });
    const ended = await api.given.silence({ until: days(10) });
    const endedLongAgo = await api.given.silence({ from: days(-60), until: days(10) });
    await end(ended, days(-1));
    await end(endedLongAgo, days(-31));
    const shown = await list();
    expect(shown.map(({ id, state }) => [id, state])).toEqual([
      [ended, "ended"],
      [pending, "pending"],
      [coming, "scheduled"],
      [active, "active"],
      [over, "ended"],
    ]);
    expect(await ids("?state=pending")).toEqual([pending]);
    expect(await ids("?state=active,scheduled")).toEqual([coming, active]);
    expect(await ids("?state=ended")).toEqual([ended, over]);
    expect(shown.map(({ id }) => id)).not.toContain(old);
  });

  it("[R5.10a] one between two of its weekly hours is only scheduled", async () => {
    const id = await api.given.silence({ until: days(60), every: "Wed 11:00-12:00" });
    const [scheduled] = await list();
    expect(scheduled).toMatchObject({ id, state: "scheduled", nextFrom: "2026-11-25T02:00:00.000Z" });
    api.setClock("2026-11-25T02:30:00.000Z");
    expect(await list("?state=active")).toMatchObject([{ id, nextUntil: "2026-11-25T03:00:00.000Z" }]);
    expect(await ids("?state=scheduled")).toEqual([]);
  });

  it("[RA4] people of a customer see their own; asking for another customer's is refused", async () => {
    const own = await api.given.silence();
    const other = await api.given.silence({ customer: "beta" });
    expect(await ids("", sato)).toEqual([own]);
    expect(await ids("?customer=acme", sato)).toEqual([own]);
    expect(await ids("?customer=beta")).toEqual([other]);
    expect(await ids()).toEqual([other, own]);
    expect(await api.get("/api/silences?customer=beta", sato)).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  });

  it.each([
    ["?state=now", "state"],
    ["?limit=3", "limit"],
    ["?customer=acme&customer=beta", "customer"],
  ])("[RA3] refuses %s by name", async (query, path) => {
    expect(await api.get(`/api/silences${query}`, operator)).toMatchObject({
      status: 400,
      body: { code: "invalid_parameters", errors: [{ path }] },
    });
  });

  it("[R5.10a] of 500 of one customer, the newest 200 come quickly; what is in force is found among all", async () => {
    const weekly = { until: days(300), every: "Mon-Fri 01:00-03:00, Sun 02:00-04:00" };
    const active = await api.given.silence();
    for (let count = 0; count < 500; count++) await api.given.silence(weekly);
    await list();
    const begin = performance.now();
    expect(await list("?customer=acme", sato)).toHaveLength(200);
    expect(performance.now() - begin).toBeLessThan(1_000);
    expect(await ids("?state=active")).toEqual([active]);
    expect(await ids("?state=pending")).toEqual([]);
  });

  describe("planned downtime of the customer's file", () => {
    const file = (downtime: string, host = "10.0.1.11") => `
customer: acme
name: 株式会社アクメ
plan: basic
systems: { shop: { targets: { web01: { host: ${host}, downtime: ${downtime} }, web02: {} } } }
rules: [{}]
`;
    const sunday = '{ every: "Sun 02:00-04:00" }';
    const once = '{ from: "2026-11-25T09:00+09:00", until: "2026-11-25T12:00+09:00" }';

    async function imports(text: string, at = now, dryRun = false): Promise<void> {
      api.setClock(at);
      const { configuration, faults, warnings } = readCustomerFile(text);
      if (configuration === null) throw new Error(faults.map((fault) => fault.message).join("\n"));
      expect(warnings.map(({ message }) => message).join()).not.toContain("downtime");
      const given = [{ fileName: "acme.yaml", text, configuration }];
      await importCustomers(api.db, given, { importedBy: "鈴木", dryRun }, new Date(at));
    }

    it("[R2.4] is listed as silences that nobody asked for", async () => {
      await imports(file(`[${sunday}, ${once}]`));
      expect(await list("", sato)).toMatchObject([
        {
          state: "active",
          system: "shop",
          targets: ["web01", "10.0.1.11"],
          from: "2026-11-25T00:00:00.000Z",
          until: "2026-11-25T03:00:00.000Z",
          requestedBy: "toban",
          planned: true,
          needsYes: false,
        },
        {
          state: "scheduled",
          from: now,
          until: "2100-01-01T00:00:00.000Z",
          every: "Sun 02:00-04:00",
          alarms: null,
          planned: true,
          nextFrom: "2026-11-28T17:00:00.000Z",
        },
      ]);
    });

    it("[R5.10b] a changed file ends what is gone and begins what is new, and what was silenced is handled", async () => {
      await imports(file(`[${sunday}, ${once}]`));
      const number = await api.given.incident({
        customer: "acme",
        system: "shop",
        silenced: true,
        alertCount: 1,
      });
      await api.given.alert({ incident: number, sequence: 1 });
      const later = "2026-11-25T02:00:00.000Z";
      await imports(file(`[${sunday}, { every: "Sat 01:00-02:00" }]`), later);
      expect(
        (await list()).map(({ every, state, endedBy, endedAt, from }) => [
          every,
          state,
          endedBy,
          endedAt,
          from,
        ]),
      ).toEqual([
        ["Sat 01:00-02:00", "scheduled", null, null, later],
        [null, "ended", "toban", later, "2026-11-25T00:00:00.000Z"],
        ["Sun 02:00-04:00", "scheduled", null, null, now],
      ]);
      expect(
        await api.sql`select incident, status from alerts where status in ('silenced', 'aloud')`,
      ).toEqual([{ incident: number, status: "aloud" }]);
    });

    it("[R2.4] goes on unchanged in a file that changed otherwise, with another host anew", async () => {
      await imports(file(`[${sunday}]`));
      await imports(`${file(`[${sunday}]`)}# reviewed\n`, "2026-11-26T00:00:00.000Z");
      expect(await list()).toMatchObject([{ from: now, state: "scheduled" }]);
      await imports(file(`[${sunday}]`, "10.0.1.12"), "2026-11-27T00:00:00.000Z");
      expect(await list()).toMatchObject([
        { targets: ["web01", "10.0.1.12"], from: "2026-11-27T00:00:00.000Z", state: "scheduled" },
        { targets: ["web01", "10.0.1.11"], state: "ended" },
      ]);
    });

    it("[R2.4] is planned by the same file again, if an older release has read it", async () => {
      await imports(file(`[${sunday}]`));
      await api.sql`truncate silences`;
      await imports(file(`[${sunday}]`), now, true);
      expect(await list()).toEqual([]);
      await imports(file(`[${sunday}]`));
      expect(await list()).toMatchObject([{ planned: true }]);
    });

    it("[R2.4] leaves what people asked for as it is, and may not be changed by them", async () => {
      const asked = await api.given.silence({ until: days(3) });
      await imports(file(`[${once}]`));
      const [planned] = await list("?state=active");
      expect(await api.ask("DELETE", `/api/silences/${planned?.id}`, { token: operator })).toMatchObject({
        status: 409,
        body: { code: "from_file" },
      });
      await imports(file("[]"));
      expect(await ids("?state=active")).toEqual([asked]);
    });
  });
});
