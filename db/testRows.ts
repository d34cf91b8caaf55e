import { createHash, randomUUID } from "node:crypto";
import type { CustomerConfiguration } from "../domain/customers/configuration.ts";
import { deadlineAfter } from "../domain/incidents/slo.ts";
import { propose } from "../domain/secondary/propose.ts";
import type { Proposal } from "../domain/secondary/record.ts";
import { testProposal } from "../domain/secondary/testRecord.ts";
import { type TimelineEvent, writtenEvents } from "../domain/timeline.ts";
import type { Database } from "./connect.ts";
import * as schema from "./schema/index.ts";
import { addSilence, type NewSilence } from "./silences/silences.ts";
import { type TimelineLine, tellTimeline } from "./timelineLines.ts";

type Fields<Table extends { $inferInsert: object }> = Partial<Table["$inferInsert"]>;

/** Writes rows for tests, in the domain's words, with ordinary values for what a test does not name. */
export function givenRows(db: Database, now: () => Date) {
  let copies = 0;
  const fresh = (what: string): string => `${what}-${++copies}`;

  async function customer(id: string, configuration: Partial<CustomerConfiguration> = {}): Promise<number> {
    const whole = { ...ordinaryConfiguration(id), ...configuration };
    const file = { fileName: `${id}.yaml`, fileText: "", fileHash: fresh("hash") };
    const [version] = await db
      .insert(schema.customerVersions)
      .values({ customer: id, configuration: whole, ...file, importedAt: now(), importedBy: "test" })
      .returning({ id: schema.customerVersions.id });
    const row = { id, name: whole.name, currentVersion: version!.id };
    await db.insert(schema.customers).values(row);
    return version!.id;
  }

  /** Returns the person's token. */
  async function person(
    name: string,
    fields: Fields<typeof schema.people> & { token?: Fields<typeof schema.apiTokens> } = {},
  ): Promise<string> {
    const { token: tokenFields, ...personFields } = fields;
    const token = fresh("token").padEnd(43, "t");
    const tokenHash = createHash("sha256").update(token).digest("hex");
    await db
      .insert(schema.people)
      .values({ name, role: "operator", customers: [], createdAt: now(), ...personFields })
      .onConflictDoNothing();
    await db.insert(schema.apiTokens).values({ tokenHash, person: name, issuedAt: now(), ...tokenFields });
    return token;
  }

  /** Returns the incident's number. */
  async function incident(fields: Fields<typeof schema.incidents> = {}): Promise<number> {
    const key = fresh("key");
    const openedAt = fields.openedAt ?? now();
    const [row] = await db
      .insert(schema.incidents)
      .values({
        customer: "acme",
        source: "prometheus",
        dedupKey: key,
        workflowId: `incident/${key}`,
        node: "web01",
        alarm: "HTTP",
        level: "high",
        state: "open",
        openedAt,
        detectedAt: openedAt,
        deadlineAt: deadlineAfter(openedAt),
        ...fields,
      })
      .returning({ number: schema.incidents.number });
    return row!.number;
  }

  /** Returns the alert's id. */
  async function alert(fields: Fields<typeof schema.alerts> = {}): Promise<number> {
    const [row] = await db
      .insert(schema.alerts)
      .values({
        customer: "acme",
        source: "prometheus",
        kind: "native",
        dedupKey: "key",
        series: "",
        status: "firing",
        level: "high",
        node: "web01",
        alarm: "HTTP",
        details: {},
        acceptedAt: now(),
        relayedAt: now(),
        ...fields,
      })
      .returning({ id: schema.alerts.id });
    return row!.id;
  }

  async function timelineEntry(
    incident: number,
    {
      kind = "opened",
      text = "インシデントを開始しました",
      event = writtenEvents.written({ kind, text }),
      ...fields
    }: Partial<TimelineLine> & { kind?: string; text?: string; event?: TimelineEvent } = {},
  ): Promise<void> {
    const line = { incident, at: now(), actor: "toban", fact: fresh("fact"), ...fields };
    await tellTimeline(db, [{ ...line, event }]);
  }

  async function dispatch(incident: number, fields: Fields<typeof schema.dispatches> = {}): Promise<void> {
    await db.insert(schema.dispatches).values({
      incident,
      step: fresh("1/alert/web down"),
      channel: "mail",
      recipient: "sato",
      to: "sato@acme.example",
      kind: "alert",
      outcome: "sent",
      at: now(),
      ...fields,
    });
  }

  async function call(incident: number, fields: Fields<typeof schema.calls> = {}): Promise<void> {
    await db.insert(schema.calls).values({
      id: randomUUID(),
      incident,
      customer: "acme",
      kind: "auto",
      step: "1/alert/web down",
      round: 1,
      position: 1,
      try: 1,
      contact: "sato",
      phone: "+819012345678",
      ringSeconds: 30,
      claimedAt: now(),
      requestedAt: now(),
      ...fields,
    });
  }

  /** Returns the provider's id. */
  async function recording(incident: number, fields: Fields<typeof schema.recordings> = {}): Promise<string> {
    const sid = `RE${randomUUID().replaceAll("-", "")}`;
    const [row] = await db
      .insert(schema.recordings)
      .values({
        sid,
        call: randomUUID(),
        incident,
        customer: "acme",
        seconds: 42,
        recordedAt: now(),
        deleteAfter: new Date(now().getTime() + 90 * 86_400_000),
        ...fields,
      })
      .returning({ sid: schema.recordings.sid });
    return row!.sid;
  }

  /** Returns the test's number. */
  async function operationTest(
    version: number,
    fields: Fields<typeof schema.operationTests> = {},
  ): Promise<number> {
    const [row] = await db
      .insert(schema.operationTests)
      .values({
        customer: "acme",
        version,
        ringSeconds: 30,
        state: "finished",
        startedBy: "鈴木",
        startedAt: now(),
        endedAt: now(),
        ...fields,
      })
      .returning({ id: schema.operationTests.id });
    return row!.id;
  }

  /** Proposed by hand for an existing incident; returns its id. */
  async function secondary(
    incident: number,
    version: number,
    given: Partial<Proposal> = {},
  ): Promise<number> {
    const proposal = testProposal({ steps: ["ログを移動する"], ...given });
    const at = now().getTime();
    const proposing = { proposal, to: [], by: "鈴木", at, expiresAt: at + 7 * 86_400_000, remindAt: [] };
    const record = propose({ ...proposing, request: fresh("request") });
    const [row] = await db
      .insert(schema.secondaryResponses)
      .values({ incident, customer: "acme", version, state: record.state, record })
      .returning({ id: schema.secondaryResponses.id });
    return row!.id;
  }

  /** Of one hour from now on, asked for by an operator; returns its number. */
  async function silence(fields: Partial<NewSilence> = {}): Promise<number> {
    const from = fields.from ?? now();
    const whole = {
      customer: "acme",
      system: null,
      targets: ["web01"],
      alarms: null,
      until: new Date(from.getTime() + 3600_000),
      every: null,
      timezone: "Asia/Tokyo",
      reason: null,
      requestedBy: "鈴木",
      requestedAt: now(),
      planned: null,
      needsYes: false,
      ...fields,
      from,
    };
    return (await db.transaction((tx) => addSilence(tx, whole, now()))).id;
  }

  const ofIncidents = { incident, alert, timelineEntry, dispatch, call, recording, secondary };
  return { operationTest, customer, person, silence, ...ofIncidents };
}

const ordinaryConfiguration = (customer: string): CustomerConfiguration => ({
  customer,
  name: `株式会社${customer}`,
  plan: "professional",
  timezone: "Asia/Tokyo",
  calendar: { businessHours: "Mon-Fri 09:00-18:00", holidays: "japan", closed: [] },
  contacts: {},
  chat: {},
  sources: { prometheus: { kind: "alertmanager", match: [] } },
  systems: {},
  rules: [],
});
