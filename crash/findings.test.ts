import { expect, it } from "vitest";
import type { Aftermath } from "./aftermath.ts";
import {
  claimedRings,
  lettersOfTwoIds,
  listsCutShort,
  placesRungTwice,
  ringsWithoutRow,
  rungForTwoIncidents,
  rungTogether,
} from "./findings.ts";
import type { Mail, Ring } from "./outside.ts";
import { storiesOf } from "./stories.ts";

type CallRow = Aftermath["calls"][number];

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 1) + seconds * 1_000);

const call = (id: string, more: Partial<CallRow> = {}): CallRow => ({
  id,
  incident: 1,
  customer: "crash",
  kind: "auto",
  occurrence: 1,
  step: "1/alert/r",
  round: 1,
  position: 1,
  try: 1,
  contact: "sato",
  phone: "+819012345678",
  ringSeconds: 2,
  claimedAt: at(0),
  queuedAt: null,
  requestedAt: at(0),
  sid: null,
  acceptedAt: null,
  answeredAt: null,
  endRequested: null,
  endedAt: null,
  outcome: "missed",
  reason: null,
  notPlaced: false,
  calledBy: null,
  operatorPhone: null,
  legSid: null,
  result: null,
  resultBy: null,
  resultNote: null,
  resultAt: null,
  changedBy: "0",
  ...more,
});

const ring = (attempt: string, from = 0, until = from + 2, to = "+819012345678"): Ring => ({
  sid: `CA-${attempt}-${from}`,
  to,
  rangAt: at(from),
  endedAt: at(until),
  callbackUrl: `http://toban/callbacks/twilio/status/${attempt}`,
});

const after = (calls: CallRow[], rings: Ring[], mails: Mail[] = []): Aftermath => ({
  calls,
  alerts: [],
  incidents: [],
  callFacts: [],
  outbox: [],
  dispatches: [],
  outside: { rings, mails, posts: [] },
});

const all = [ringsWithoutRow, placesRungTwice, rungTogether, rungForTwoIncidents, claimedRings];

it("finds nothing where every row rang once, one after the other", () => {
  const fine = after([call("a"), call("b", { round: 2 })], [ring("a", 0), ring("b", 5)]);
  expect(all.flatMap((find) => find(fine))).toEqual([]);
});

it("finds a ring without a row, and a row that claims a ring", () => {
  expect(ringsWithoutRow(after([], [ring("a")]))).toHaveLength(1);
  expect(claimedRings(after([call("a")], []))).toHaveLength(1);
  expect(claimedRings(after([call("a", { outcome: "failed" })], []))).toEqual([]);
});

it("finds a second ring for one place: of the same row, or of a second try", () => {
  expect(placesRungTwice(after([call("a")], [ring("a", 0), ring("a", 5)]))).toHaveLength(1);
  const tries = [call("a"), call("b", { try: 2 })];
  expect(placesRungTwice(after(tries, [ring("a", 0), ring("b", 5)]))).toHaveLength(1);
  const first = { ...ring("a"), rangAt: null };
  expect(placesRungTwice(after(tries, [first, ring("b", 5)]))).toEqual([]);
});

it("finds one phone ringing for two rows at once, and for two incidents", () => {
  const rows = [call("a"), call("b", { incident: 2 })];
  expect(rungTogether(after(rows, [ring("a", 0, 10), ring("b", 5)]))).toHaveLength(1);
  expect(rungTogether(after(rows, [ring("a", 0, 5), ring("b", 5)]))).toEqual([]);
  expect(rungForTwoIncidents(after(rows, [ring("a", 0), ring("b", 5)]))).toHaveLength(1);
  expect(rungForTwoIncidents(after(rows, [ring("a", 0), ring("b", 5, 7, "+819087654321")]))).toEqual([]);
});

it("finds a list that ended before everybody was called, and one without its mail", () => {
  const [story] = storiesOf(["one"] as const).get("one")!;
  const incident = { number: 1, node: story!.node, alarm: "HTTP", acknowledgedBy: null, recoveredAt: null };
  const open = { ...after([call("a")], []), incidents: [incident as Aftermath["incidents"][number]] };
  expect(listsCutShort(open, [story!])).toEqual([
    expect.stringContaining("1 of 6 places were called"),
    expect.stringContaining("no mail"),
  ]);
  const acknowledged = { ...open.incidents[0]!, acknowledgedBy: "sato" };
  expect(listsCutShort({ ...open, incidents: [acknowledged] }, [story!])).toEqual([]);
});

it("finds a letter that came again under another Message-ID", () => {
  const copy = (messageId: string): Mail => ({ to: ["sato@acme.example"], subject: "警報", messageId });
  expect(lettersOfTwoIds(after([], [], [copy("<1@toban>"), copy("<1@toban>")]))).toEqual([]);
  expect(lettersOfTwoIds(after([], [], [copy("<1@toban>"), copy("<2@toban>")]))).toHaveLength(1);
});
