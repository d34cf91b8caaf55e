import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CENTER, type ExchangeUnderTest, exchangeUnderTest, SATO, SUZUKI } from "./exchange.fixture.ts";

let world: ExchangeUnderTest;
beforeEach(async () => {
  world = await exchangeUnderTest();
  world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 0 });
});
afterEach(() => world.stop());

/** Serves a document, calls, presses, and returns the result. */
async function talk(document: string, presses: { key: string; afterSeconds: number }[] = []) {
  world.customer.serve("/voice", document);
  world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 0, presses });
  await world.call();
  await world.after(300);
  return {
    ring: world.exchange.rings(SATO)[0]!,
    keys: world.customer.at("/keys").map(({ fields }) => fields),
  };
}

describe("Gather", () => {
  it("takes a key during its Say and cuts it short", async () => {
    const long = "あ".repeat(80);
    const { ring, keys } = await talk(
      `<Response><Gather numDigits="1" action="keys"><Say>${long}</Say></Gather></Response>`,
      [{ key: "3", afterSeconds: 2 }],
    );
    expect(keys).toMatchObject([{ Digits: "3", msg: "Gather End" }]);
    expect(ring.talkedSeconds).toBe(3);
  });

  it("falls through without a key, unless empty results are asked for", async () => {
    const { ring, keys } = await talk(
      `<Response><Gather timeout="4" action="/keys"/><Say>さようなら</Say></Response>`,
    );
    expect(keys).toEqual([]);
    expect(ring.said).toEqual(["さようなら"]);
    await talk(`<Response><Gather timeout="4" action="/keys" actionOnEmptyResult="true"/></Response>`);
    expect(world.customer.at("/keys").at(-1)?.fields.Digits).toBe("");
  });

  it.each([
    ["`*` is a digit", `numDigits="1"`, ["*"], ["*"]],
    ["`#` ends by default, with nothing collected nothing is sent", `numDigits="1"`, ["#"], []],
    ["`#` is a digit where no key ends", `numDigits="1" finishOnKey=""`, ["#"], ["#"]],
    ["several digits until `#`", "", ["1", "2", "#"], ["12"]],
    ["several digits until the time is up", `timeout="3"`, ["1", "2"], ["12"]],
  ])("%s", async (_what, attributes, pressed, sent) => {
    const { keys } = await talk(
      `<Response><Gather ${attributes} action="/keys"/></Response>`,
      pressed.map((key, index) => ({ key, afterSeconds: index + 1 })),
    );
    expect(keys.map(({ Digits }) => Digits)).toEqual(sent);
  });
});

describe("other verbs", () => {
  it("follows Redirect relative to the document", async () => {
    world.customer.serve("/deep/second", "<Response><Say>二枚目</Say></Response>");
    world.customer.serve(
      "/deep/voice",
      "<Response><Say>一枚目</Say><Redirect>second?a=1&amp;b=2</Redirect></Response>",
    );
    await world.call({ url: `${world.customer.url}/deep/voice?attempt=7` });
    await world.after(60);
    expect(world.exchange.rings()[0]?.said).toEqual(["一枚目", "二枚目"]);
    expect(world.customer.at("/deep/second")[0]?.path).toBe("/deep/second?a=1&b=2");
  });

  it("says text without its markup, breaks lengthen it", async () => {
    const { ring } = await talk(
      `<Response><Say language="ja-JP"><sub alias="ウェブ">web</sub>01<break time="2s"/>です</Say><Pause length="3"/></Response>`,
    );
    expect(ring.said).toEqual(["web01です"]);
    expect(ring.talkedSeconds).toBe(6);
  });

  it.each([
    ["cannot be read", "<Response><Say>a & b</Say></Response>", 12100],
    ["is not there", "", 11200],
    ["is another document", "<html></html>", 12100],
  ])("says that an error has occurred when the document %s", async (_what, document, errorCode) => {
    const { ring } = await talk(document);
    expect(ring.said).toEqual(["An application error has occurred. Goodbye."]);
    expect(ring).toMatchObject({ status: "completed", errorCode });
  });

  it("does not go round in redirects for ever", async () => {
    const { ring } = await talk("<Response><Redirect/></Response>");
    expect(ring.status).toBe("completed");
  });
});

describe("Dial", () => {
  const dial = (attributes = "", number = "") =>
    `<Response><Dial action="/dialled" timeout="20" ${attributes}><Number ${number}>${SUZUKI}</Number></Dial></Response>`;
  const dialled = () => world.customer.at("/dialled")[0]?.fields;

  beforeEach(() => {
    world.customer.serve("/dialled", "<Response><Say>終わりました。</Say></Response>");
  });

  it("joins two people until one hangs up, and records them", async () => {
    world.exchange.phones.script(SUZUKI, { kind: "answer", afterSeconds: 3, hangUpAfterSeconds: 42 });
    await talk(
      dial(`record="record-from-answer-dual" recordingStatusCallback="/recorded" callerId="${CENTER}"`),
    );
    expect(dialled()).toMatchObject({
      DialCallStatus: "completed",
      DialBridged: "true",
      DialCallDuration: "42",
    });
    const [parent] = world.exchange.rings(SATO);
    const [told] = world.customer.at("/recorded");
    expect(told?.fields).toMatchObject({
      CallSid: parent?.sid,
      RecordingStatus: "completed",
      RecordingChannels: "2",
    });
    const [recording] = await world.client.recordings.list({ callSid: parent!.sid });
    expect(recording).toMatchObject({ sid: told?.fields.RecordingSid, duration: "42" });
    const sound = await fetch(`${told?.fields.RecordingUrl}.wav`);
    expect(sound.headers.get("content-type")).toBe("audio/wav");
    await world.client.recordings(recording!.sid).remove();
    expect(await world.client.recordings.list()).toEqual([]);
  });

  it("whispers to the one who answers, and tells how the leg goes on", async () => {
    world.customer.serve("/whisper", "<Response><Say>コントロールセンターです。</Say></Response>");
    world.exchange.phones.script(SUZUKI, { kind: "answer", hangUpAfterSeconds: 10 });
    await talk(
      dial("", `url="/whisper" statusCallback="/leg" statusCallbackEvent="ringing answered completed"`),
    );
    const [leg] = world.exchange.rings(SUZUKI);
    expect(leg).toMatchObject({
      direction: "outbound-dial",
      said: ["コントロールセンターです。"],
      status: "completed",
    });
    const told = world.customer.at("/leg").map(({ fields }) => fields);
    expect(told.map(({ CallStatus }) => CallStatus)).toEqual(["ringing", "in-progress", "completed"]);
    expect(told[0]?.ParentCallSid).toBe(world.exchange.rings(SATO)[0]?.sid);
  });

  it.each([
    [{ kind: "busy" as const }, "busy"],
    [{ kind: "unreachable" as const }, "failed"],
    [{ kind: "no-answer" as const }, "no-answer"],
  ])("goes on with its action when the other is %o", async (behaviour, status) => {
    world.exchange.phones.script(SUZUKI, behaviour);
    const { ring } = await talk(dial());
    expect(dialled()).toMatchObject({ DialCallStatus: status, DialBridged: "false" });
    expect(ring.said).toEqual(["終わりました。"]);
  });

  it("ends at its time limit, and with its caller", async () => {
    world.exchange.phones.script(SUZUKI, { kind: "answer", afterSeconds: 0 });
    await talk(dial(`timeLimit="60"`));
    expect(world.exchange.rings(SUZUKI)[0]).toMatchObject({ status: "completed", talkedSeconds: 60 });
    world.exchange.phones.script(SATO, { kind: "answer", afterSeconds: 0, hangUpAfterSeconds: 30 });
    await world.call();
    await world.after(60);
    expect(world.exchange.rings(SUZUKI)[1]).toMatchObject({ status: "completed", talkedSeconds: 30 });
  });
});

it("a call from outside is answered by the account's server", async () => {
  world.customer.serve(
    "/desk",
    `<Response><Gather numDigits="1" action="/keys"><Say>番号をどうぞ</Say></Gather></Response>`,
  );
  const call = await world.exchange.dialIn({
    from: SATO,
    to: CENTER,
    voiceUrl: `${world.customer.url}/desk`,
    presses: [{ key: "5", afterSeconds: 2 }],
  });
  await world.after(60);
  expect(call).toMatchObject({ direction: "inbound", status: "completed" });
  expect(world.customer.at("/keys")[0]?.fields).toMatchObject({
    Digits: "5",
    Direction: "inbound",
    From: SATO,
  });
  expect(world.exchange.unseen()).toEqual([]);
});
