import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ExchangeUnderTest, exchangeUnderTest, SATO, SUZUKI } from "./exchange.fixture.ts";

let world: ExchangeUnderTest;
beforeEach(async () => {
  world = await exchangeUnderTest();
});
afterEach(() => world.stop());

describe("a call placed with the real Twilio client", () => {
  it("rings, is answered, says the message, hears the key and ends", async () => {
    world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 2, press: "1", pressAfterSeconds: 1 });
    const created = await world.call();
    expect(created).toMatchObject({ status: "queued", to: SATO, direction: "outbound-api" });
    await world.after(60);

    expect(world.told()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
    const [ring] = world.exchange.rings(SATO);
    expect(ring).toMatchObject({ sid: created.sid, status: "completed", fault: null });
    expect(ring?.said).toEqual(["確認は1を押してください。", "承りました。"]);
    expect(ring?.pressed.map(({ key }) => key)).toEqual(["1"]);
    // 0.3 s to ring, 2 s to answer, 1 s until the key, then 6 characters at 8 a second.
    expect(ring?.endedAt?.toISOString()).toBe("2026-11-01T00:00:04.050Z");
    const fetched = await world.client.calls(created.sid).fetch();
    expect(fetched).toMatchObject({ status: "completed", duration: "2" });
  });

  it("signs all it sends, numbers the callbacks and gives length and SIP code at the end", async () => {
    world.exchange.phones.script(SATO, { kind: "answer", press: "1" });
    await world.call();
    await world.after(60);
    expect(world.customer.received.every(({ signatureHolds }) => signatureHolds)).toBe(true);
    const callbacks = world.customer.at("/status").map(({ fields }) => fields);
    expect(callbacks.map((fields) => fields.SequenceNumber)).toEqual(["0", "1", "2", "3"]);
    expect(callbacks.at(-1)).toMatchObject({ CallDuration: "4", SipResponseCode: "200" });
    expect(callbacks.at(-1)?.Timestamp).toBe("Sun, 01 Nov 2026 00:00:06 +0000");
    expect(world.customer.at("/keys")[0]?.fields).toMatchObject({ Digits: "1", CallStatus: "in-progress" });
  });

  it.each([
    [{ kind: "no-answer" as const }, "no-answer", "487", 30.3],
    [{ kind: "busy" as const }, "busy", "486", 0.3],
    [{ kind: "unreachable" as const }, "failed", "480", 0.3],
    [{ kind: "manual" as const }, "no-answer", "487", 30.3],
  ])("%o comes to %s", async (behaviour, status, sip, seconds) => {
    world.exchange.phones.script(SATO, behaviour);
    await world.call();
    const start = world.clock.now().getTime();
    await world.after(120);
    const last = world.customer.at("/status").at(-1)?.fields;
    expect(last).toMatchObject({ CallStatus: status, SipResponseCode: sip, CallDuration: "0" });
    expect((world.exchange.rings()[0]!.endedAt!.getTime() - start) / 1000).toBeCloseTo(seconds);
  });

  it("plays the document to its end when voicemail answers", async () => {
    world.exchange.phones.script(SATO, { kind: "voicemail", afterSeconds: 8 });
    await world.call();
    await world.after(120);
    expect(world.exchange.rings()[0]).toMatchObject({ status: "completed", pressed: [] });
  });

  it("ends after its talk limit, even in mid-sentence", async () => {
    world.customer.serve("/voice", "<Response><Say loop='0'>もしもし、聞こえますか。</Say></Response>");
    world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 0 });
    await world.call({ timeLimit: 60 });
    await world.after(300);
    expect(world.exchange.rings()[0]).toMatchObject({ status: "completed", talkedSeconds: 60 });
  });

  it("goes ring by ring through a sequence and stays with its last", async () => {
    world.exchange.phones.script(SATO, {
      kind: "sequence",
      of: [{ kind: "busy" }, { kind: "answer", press: "1" }],
    });
    for (const _ring of [1, 2, 3]) {
      await world.call();
      await world.after(60);
    }
    expect(world.exchange.rings().map(({ status }) => status)).toEqual(["busy", "completed", "completed"]);
  });

  it("is answered, pressed and hung up by hand", async () => {
    await world.call();
    await world.after(5);
    const session = world.exchange.liveAt(SATO)!;
    expect(await session.answer()).toBe(true);
    expect(await session.press("1")).toBe(true);
    expect(await session.declineOrHangUp()).toBe(true);
    expect(await session.press("2")).toBe(false);
    expect(world.told()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
  });

  it("tells the end alone when no events are asked for", async () => {
    world.exchange.phones.script(SATO, { kind: "busy" });
    await world.call({ statusCallbackEvent: undefined });
    await world.after(5);
    expect(world.told()).toEqual(["busy"]);
  });
});

describe("the account ends a call", () => {
  it("takes a ringing one back", async () => {
    const { sid } = await world.call();
    await world.after(5);
    expect(await world.client.calls(sid).update({ status: "canceled" })).toMatchObject({
      status: "canceled",
    });
    await world.after(0);
    expect(world.told().at(-1)).toBe("canceled");
  });

  it("lets a conversation finish when it only takes back, and cuts it when it completes", async () => {
    world.customer.serve("/voice", "<Response><Pause length='60'/></Response>");
    world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 1 });
    const { sid } = await world.call();
    await world.after(5);
    expect(await world.client.calls(sid).update({ status: "canceled" })).toMatchObject({
      status: "in-progress",
    });
    expect(await world.client.calls(sid).update({ status: "completed" })).toMatchObject({
      status: "completed",
    });
  });

  it("gives a running conversation another document", async () => {
    world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 1 });
    const { sid } = await world.call();
    await world.after(2);
    await world.client.calls(sid).update({ twiml: "<Response><Say>別の者が対応します。</Say></Response>" });
    await world.after(10);
    expect(world.exchange.rings()[0]?.said.at(-1)).toBe("別の者が対応します。");
  });

  it("gets 21220 for one that has ended", async () => {
    world.exchange.phones.script(SATO, { kind: "busy" });
    const { sid } = await world.call();
    await world.after(5);
    const update = world.client.calls(sid).update({ status: "completed" });
    await expect(update).rejects.toMatchObject({ status: 400, code: 21220 });
  });
});

describe("the ledger", () => {
  it("finds rings of one number that overlap, and what nobody expected", async () => {
    await world.call();
    await world.call();
    const { sid } = await world.call({ to: SUZUKI });
    await world.after(5);
    expect(world.exchange.overlapping(SATO)).toHaveLength(1);
    expect(world.exchange.overlapping(SUZUKI)).toHaveLength(0);
    world.exchange.markSeen(sid);
    expect(world.exchange.unseen().map(({ to }) => to)).toEqual([SATO, SATO]);
    expect(() => world.sandbox.world.expectNothingElse()).toThrow(/call to \+819012345678 \(ringing\)/);
  });
});
