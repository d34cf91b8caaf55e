import { LogLevel, WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../index.ts";

let sandbox: Sandbox;
let slack: WebClient;
beforeEach(async () => {
  sandbox = await startSandbox({
    twilio: { accountSid: "AC1", authToken: "t" },
    chatTokens: { slack: "xoxb-right", chatwork: "right" },
  });
  slack = slackClient("xoxb-right");
});
afterEach(() => sandbox.stop());

function slackClient(token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${sandbox.url}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

describe("Slack, through its real client", () => {
  const message = { channel: "C0123", text: "<@U0456> <!here> 発生 web01 HTTP 503 高" };

  it("posts, names the message and edits it", async () => {
    const posted = await slack.chat.postMessage(message);
    expect(posted).toMatchObject({ ok: true, channel: "C0123", message: { text: message.text } });
    expect(sandbox.walls.posts("slack", "C0123")).toMatchObject([
      { id: posted.ts, text: message.text, mentions: ["U0456", "here"], sender: "toban" },
    ]);
    await slack.chat.update({ channel: "C0123", ts: posted.ts!, text: "復旧" });
    expect(sandbox.walls.posts("slack")).toMatchObject([{ text: "復旧", mentions: [] }]);
    expect(await slack.auth.test()).toMatchObject({ ok: true, user: "toban" });
  });

  it("takes blocks, and JSON as well as forms", async () => {
    await slack.chat.postMessage({ ...message, blocks: [{ type: "divider" }] });
    const response = await fetch(`${sandbox.url}/slack/api/chat.postMessage`, {
      method: "POST",
      headers: { authorization: "Bearer xoxb-right", "content-type": "application/json" },
      body: JSON.stringify(message),
    });
    expect(await response.json()).toMatchObject({ ok: true });
    expect(sandbox.walls.posts()).toHaveLength(2);
  });

  it("refuses a wrong token, an unknown channel and an empty text", async () => {
    const refused = { data: { error: "invalid_auth" } };
    await expect(slackClient("xoxb-wrong").chat.postMessage(message)).rejects.toMatchObject(refused);
    sandbox.walls.faults.inject("slack", { kind: "permanent", error: "is_archived" }, { room: "C0999" });
    const archived = slack.chat.postMessage({ ...message, channel: "C0999" });
    await expect(archived).rejects.toMatchObject({ data: { error: "is_archived" } });
    await expect(slack.chat.postMessage({ ...message, text: "" })).rejects.toMatchObject({
      data: { error: "no_text" },
    });
    await slack.chat.postMessage(message);
  });

  it("limits the rate", async () => {
    sandbox.walls.faults.inject("slack", { kind: "rate-limited", retryAfterSeconds: 7 }, { times: 1 });
    await expect(slack.chat.postMessage(message)).rejects.toMatchObject({ retryAfter: 7 });
    await expect(slack.chat.postMessage(message)).resolves.toMatchObject({ ok: true });
  });

  it.each([
    [{ kind: "error" as const }, 0],
    [{ kind: "post-then-error" as const }, 1],
    [{ kind: "post-then-reset" as const }, 1],
    [{ kind: "reset" as const }, 0],
  ])("fails by %o with %i posts", async (fault, posts) => {
    sandbox.walls.faults.inject("slack", fault, { room: "C0123", times: 1 });
    await expect(slack.chat.postMessage(message)).rejects.toThrow();
    expect(sandbox.walls.posts()).toHaveLength(posts);
  });
});

describe("Chatwork", () => {
  const post = (body: string, token = "right", room = "123456") =>
    fetch(`${sandbox.url}/chatwork/v2/rooms/${room}/messages`, {
      method: "POST",
      headers: { "x-chatworktoken": token },
      body: new URLSearchParams({ body }),
    });

  it("posts with mentions", async () => {
    const response = await post("[To:77] 発生 web01");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ message_id: "1" });
    expect(response.headers.get("x-ratelimit-limit")).toBe("300");
    expect(sandbox.walls.posts("chatwork", "123456")).toMatchObject([{ mentions: ["77"] }]);
  });

  it("refuses as Chatwork does", async () => {
    expect((await post("x", "wrong")).status).toBe(401);
    expect((await post("")).status).toBe(400);
    expect((await post("あ".repeat(65_536))).status).toBe(400);
    sandbox.walls.faults.inject("chatwork", { kind: "permanent" }, { times: 1 });
    const forbidden = await post("x");
    expect(forbidden.status).toBe(403);
    expect(await forbidden.json()).toEqual({ errors: [expect.stringContaining("permission")] });
    sandbox.walls.faults.inject("chatwork", { kind: "rate-limited", retryAfterSeconds: 10 }, { times: 1 });
    const limited = await post("x");
    expect(limited.status).toBe(429);
    expect(limited.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(sandbox.walls.posts()).toEqual([]);
  });
});

describe("Teams", () => {
  const post = (body: unknown) =>
    fetch(`${sandbox.url}/teams/ops`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const card = (text: string) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: { type: "AdaptiveCard", version: "1.4", body: [{ type: "TextBlock", text }] },
      },
    ],
  });

  it("takes an adaptive card and refuses anything else", async () => {
    expect((await post(card("<at>佐藤</at> 発生 web01"))).status).toBe(202);
    expect(sandbox.walls.posts("teams", "ops")).toMatchObject([
      { text: "<at>佐藤</at> 発生 web01", mentions: ["佐藤"] },
    ]);
    expect((await post({ text: "old connector" })).status).toBe(400);
    expect((await post(card("あ".repeat(10_000)))).status).toBe(413);
    sandbox.walls.faults.inject("teams", { kind: "post-then-error", status: 502 }, { times: 1 });
    expect((await post(card("x"))).status).toBe(502);
    expect(sandbox.walls.posts("teams")).toHaveLength(2);
  });
});
