import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readSilence } from "../../db/silences/silences.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";
import { fileWith, rule } from "../../domain/customers/testFiles.ts";
import { startTestApi, type TestApi } from "../testApi.ts";
import { silenceSchema } from "./schemas.ts";

// A Wednesday, 10:00 in Tokyo: from 10:00 on Thursday on, no operator needs to agree.
const now = "2026-11-25T01:00:00.000Z";
const hours = (count: number) => new Date(new Date(now).getTime() + count * 3600_000);
const days = (count: number) => hours(24 * count);

describe("changing silences", () => {
  let api: TestApi;
  let operator: string;
  let tanaka: string;
  let sato: string;

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.given.person("鈴木");
    tanaka = await api.given.person("田中", { role: "admin" });
    sato = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    api.setClock(now);
    const { rules } = readCustomerFile(fileWith(rule("notify: { mail: { to: [sato] } }"))).configuration!;
    await api.given.customer("acme", { rules });
  });
  afterAll(() => api.stop());
  beforeEach(() => api.setClock(now));

  const end = (id: number, token = operator) => api.ask("DELETE", `/api/silences/${id}`, { token });
  const extend = (id: number, until: Date | string, token = operator) =>
    api.post(`/api/silences/${id}/extend`, { until: new Date(until).toISOString() }, token);
  const answer = (id: number, how: "approve" | "decline", token = operator) =>
    api.post(`/api/silences/${id}/${how}`, {}, token);
  const row = (id: number) => readSilence(api.db, id);
  const pending = () => api.given.silence({ needsYes: true, requestedBy: "customer:佐藤", until: days(2) });
  const refused = (status: number, code: string) => ({ status, body: { code } });

  describe("ending", () => {
    it.each([
      ["in force", {}],
      ["to come", { from: days(3) }],
      ["waiting for a yes", { needsYes: true }],
    ])("[R5.10b] one that is %s ends now, by name, once", async (_what, fields) => {
      const id = await api.given.silence(fields);
      expect(await end(id, sato)).toMatchObject({ status: 204, body: { text: "" } });
      expect(await row(id)).toMatchObject({ endedBy: "customer:佐藤", nextChangeAt: null });
      expect((await row(id))?.endedAt).toEqual(new Date(now));
      expect(await end(id)).toMatchObject(refused(409, "silence_ended"));
      expect(await row(id)).toMatchObject({ endedBy: "customer:佐藤" });
    });

    it("[R5.10b] the incidents that it silenced are handled at once", async () => {
      const id = await api.given.silence();
      const number = await api.given.incident({ customer: "acme", silenced: true, alertCount: 1 });
      await api.given.alert({ incident: number, sequence: 1 });
      expect(await end(id)).toMatchObject({ status: 204 });
      expect(
        await api.sql`select incident, status from alerts where status in ('silenced', 'aloud')`,
      ).toEqual([{ incident: number, status: "aloud" }]);
    });

    it("[R5.10b] one whose time is over has ended", async () => {
      const id = await api.given.silence();
      api.setClock(hours(1).toISOString());
      expect(await end(id)).toMatchObject(refused(409, "silence_ended"));
    });
  });

  describe("extending", () => {
    it("[R5.10a] an operator extends one in force, one to come, and one that waits for a yes", async () => {
      for (const fields of [{}, { from: days(3), until: days(4) }, { needsYes: true }]) {
        const id = await api.given.silence(fields);
        const { status, body } = await extend(id, days(5));
        expect(status).toBe(200);
        expect(silenceSchema.parse(body)).toMatchObject({ id, until: days(5).toISOString() });
        expect((await row(id))?.nextChangeAt).toEqual("from" in fields ? days(3) : days(5));
      }
    });

    it.each([
      ["the present end", 1],
      ["before the present end", 0.5],
      ["a moment beyond 366 days", 366 * 24 + 0.001],
    ])("[R5.10a] not to %s", async (_what, later) => {
      const id = await api.given.silence();
      expect(await extend(id, hours(later))).toMatchObject({
        status: 400,
        body: { code: "invalid_input", errors: [{ path: "until" }] },
      });
      expect((await row(id))?.until).toEqual(hours(1));
    });

    it("[R5.10a] to 366 days; for one in force they count from now", async () => {
      const id = await api.given.silence();
      expect((await extend(id, days(366))).status).toBe(200);
      api.setClock(days(2).toISOString());
      expect((await extend(id, days(368))).status).toBe(200);
      expect((await extend(id, days(369))).status).toBe(400);
    });

    it("[R5.10b] a customer's person only with one business day's notice before the present end", async () => {
      const soon = await api.given.silence({ until: new Date("2026-11-26T00:59:59.999Z") });
      const inTime = await api.given.silence({ until: new Date("2026-11-26T01:00:00.000Z") });
      const { status, body } = await extend(soon, days(3), sato);
      expect([status, body.code]).toEqual([409, "needs_yes"]);
      expect(body.detail).toContain("コントロールセンターへご連絡いただくか");
      expect((await extend(inTime, days(3), sato)).status).toBe(200);
      expect((await extend(soon, days(3))).status).toBe(200);
    });

    it("[R5.10a] not one that has ended, by its time or early", async () => {
      const early = await api.given.silence();
      await end(early);
      const late = await api.given.silence();
      api.setClock(hours(2).toISOString());
      for (const id of [early, late])
        expect(await extend(id, days(1))).toMatchObject(refused(409, "silence_ended"));
    });

    it.each([{}, { until: "tomorrow" }, { until: days(2).toISOString(), from: now }])(
      "[RA3] bad input changes nothing: %j",
      async (body) => {
        const id = await api.given.silence();
        expect(await api.post(`/api/silences/${id}/extend`, body, operator)).toMatchObject(
          refused(400, "invalid_input"),
        );
      },
    );
  });

  describe("an operator's yes or no", () => {
    it("[R5.10b] with a yes it is in force", async () => {
      const { status, body } = await answer(await pending(), "approve");
      expect(status).toBe(200);
      expect(silenceSchema.parse(body)).toMatchObject({
        state: "active",
        answer: "approved",
        answeredBy: "鈴木",
        answeredAt: now,
        endedAt: null,
      });
    });

    it("[R5.10b] with a no it has ended", async () => {
      const { status, body } = await answer(await pending(), "decline", tanaka);
      expect(status).toBe(200);
      expect(silenceSchema.parse(body)).toMatchObject({
        state: "ended",
        answer: "declined",
        answeredBy: "田中",
        endedBy: "田中",
        endedAt: now,
        nextFrom: null,
      });
    });

    it("[R5.10b] the second answer is refused, and says who was first", async () => {
      const [approved, declined] = [await pending(), await pending()];
      await answer(approved, "approve");
      await answer(declined, "decline", tanaka);
      const again = await answer(approved, "decline", tanaka);
      expect(again).toMatchObject(refused(409, "not_pending"));
      expect(again.body.detail).toBe("この静観は鈴木がすでに承認しています。");
      const late = await answer(declined, "approve");
      expect(late.body.detail).toBe("この静観は田中がすでに却下しています。");
    });

    it("[R5.10b] of a yes and a no at the same time, one counts", async () => {
      for (let round = 0; round < 10; round++) {
        const id = await pending();
        const answers = await Promise.all([answer(id, "approve"), answer(id, "decline", tanaka)]);
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        const isApproved = answers[0]?.status === 200;
        expect(await row(id)).toMatchObject(
          isApproved
            ? { answer: "approved", answeredBy: "鈴木", endedAt: null }
            : { answer: "declined", answeredBy: "田中", endedBy: "田中" },
        );
      }
    });

    it("[R5.10b] only one that waits for it: not an operator's, not one that has ended", async () => {
      const ended = await pending();
      await end(ended);
      for (const id of [await api.given.silence(), ended])
        for (const how of ["approve", "decline"] as const)
          expect(await answer(id, how)).toMatchObject(refused(409, "not_pending"));
    });

    it("[RA4] a customer's person gives none", async () => {
      const id = await pending();
      for (const how of ["approve", "decline"] as const)
        expect(await answer(id, how, sato)).toMatchObject(refused(403, "forbidden"));
      expect(await row(id)).toMatchObject({ answer: null, endedAt: null });
    });
  });

  it("[R2.4] planned downtime is changed in the customer's file alone", async () => {
    const id = await api.given.silence({ planned: "shop/web01/0", requestedBy: "toban" });
    for (const token of [operator, sato]) {
      expect(await end(id, token)).toMatchObject(refused(409, "from_file"));
      expect(await extend(id, days(3), token)).toMatchObject(refused(409, "from_file"));
    }
    expect(await answer(id, "approve")).toMatchObject(refused(409, "not_pending"));
    expect(await row(id)).toMatchObject({ endedAt: null, until: hours(1) });
  });

  it("[RA4] another customer's silence does not exist, nor does a number that none has", async () => {
    const id = await api.given.silence();
    const other = await api.given.person("高橋", { role: "customer", customers: ["beta"] });
    for (const [number, token] of [
      [id, other],
      [999_999, operator],
      [99_999_999_999, operator],
    ] as const) {
      expect(await end(number, token)).toMatchObject(refused(404, "not_found"));
      expect(await extend(number, days(2), token)).toMatchObject(refused(404, "not_found"));
    }
    expect(await row(id)).toMatchObject({ endedAt: null });
  });

  it("[RA4] every change is in the audit log, with its customer", async () => {
    await api.sql`truncate audit_log`;
    const id = await pending();
    await answer(id, "approve");
    await extend(id, days(3));
    await end(id, sato);
    await end(id);
    const rows = await api.sql`
      select person, action, customer, outcome, code from audit_log where detail->>'silence' = ${`${id}`} order by id`;
    expect(
      rows.map(({ person, action, customer, outcome, code }) => [person, action, customer, outcome, code]),
    ).toEqual([
      ["鈴木", "approve-silence", "acme", "done", null],
      ["鈴木", "extend-silence", "acme", "done", null],
      ["佐藤", "end-silence", "acme", "done", null],
      ["鈴木", "end-silence", "acme", "refused", "silence_ended"],
    ]);
  });
});
