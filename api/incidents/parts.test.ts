import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../testApi.ts";
import type { ListName } from "./lists.ts";
import { incidentSchema, listPageSchemas } from "./schemas.ts";

const many = 205;
let api: TestApi;
let operator: string;
let number: number;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.given.person("鈴木");
  number = await api.given.incident({ alertCount: many });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22) + minute * 60_000);
  for (let place = 1; place <= many; place++) {
    // Pairs happen at the same instant: a page border must neither lose nor repeat one.
    const pair = at(Math.floor(place / 2));
    await Promise.all([
      api.given.alert({ incident: number, sequence: place, value: `${place}`, acceptedAt: pair }),
      api.given.timelineEntry(number, { at: pair, text: `${place}` }),
      api.given.dispatch(number, { at: pair, reason: `${place}` }),
      api.given.call(number, { claimedAt: pair, round: place, reason: `${place}`, outcome: "missed" }),
    ]);
  }
});
afterAll(() => api.stop());

const marks: Record<ListName, string> = {
  alerts: "value",
  timeline: "text",
  dispatches: "reason",
  calls: "reason",
};
const lists = Object.keys(marks) as ListName[];
const places = (list: ListName, items: object[]) =>
  items.map((item) => Number((item as Record<string, string>)[marks[list]]));

async function part(list: ListName, query: string) {
  const answer = await api.get(`/api/incidents/${number}/${list}${query}`, operator);
  expect(answer.status).toBe(200);
  const body = listPageSchemas[list].parse(answer.body) as Record<string, unknown>;
  return { places: places(list, body[list] as object[]), nextCursor: body.nextCursor as string | null };
}

describe("the lists of an incident", () => {
  it("[RA1] are shown with the latest 200 of each, and how many there are", async () => {
    const answer = await api.get(`/api/incidents/${number}`, operator);
    const incident = incidentSchema.parse(answer.body);
    const counts = { alerts: many, timeline: many, dispatches: many, calls: many };
    expect(incident.counts).toEqual(counts);
    for (const list of lists) {
      const shown = places(list, incident[list]);
      expect(shown).toHaveLength(200);
      if (list !== "timeline" && list !== "dispatches") expect(shown[0]).toBe(6);
    }
  });

  it.each(lists)(
    "[RA1] %s: parts go back in time, each in order, nothing twice and nothing lost",
    async (list) => {
      const latest = await part(list, "");
      expect(latest.places).toHaveLength(200);
      const older = await part(list, `?cursor=${latest.nextCursor}`);
      expect(older.nextCursor).toBeNull();
      const all = [...older.places, ...latest.places];
      expect(new Set(all).size).toBe(many);
      const minutes = all.map((place) => Math.floor(place / 2));
      if (list !== "dispatches") expect(minutes).toEqual(minutes.toSorted((one, other) => one - other));
      const few = await part(list, "?limit=3");
      expect(few.places).toEqual(latest.places.slice(-3));
    },
  );

  it("[RA3] refuse the cursor of another list or another incident", async () => {
    const { nextCursor } = await part("alerts", "?limit=1");
    const other = await api.given.incident();
    for (const path of [`${number}/timeline`, `${other}/alerts`]) {
      const answer = await api.get(`/api/incidents/${path}?cursor=${nextCursor}`, operator);
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [{ path: "cursor", message: "not a nextCursor of this list" }],
      ]);
    }
  });

  it("[RA3] know no others", async () => {
    const answer = await api.get(`/api/incidents/${number}/secrets`, operator);
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });
});
