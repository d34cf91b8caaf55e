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

describe("Discord", () => {
  const post = (body: unknown, query = "") =>
    fetch(`${sandbox.url}/discord/api/webhooks/123/token${query}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("posts, and calls those alone who may be called", async () => {
    expect((await post({ content: "発生" })).status).toBe(204);
    const content = "<@1> <@&2> <@3> @everyone \\*web01\\*";
    const allowed = { parse: [], users: ["1"], roles: ["2"] };
    const waited = await post({ content, allowed_mentions: allowed }, "?wait=true");
    expect(await waited.json()).toMatchObject({ id: "2", content, webhook_id: "123" });
    expect(waited.headers.get("x-ratelimit-remaining")).toBe("4");
    await post({ content });
    expect(sandbox.walls.posts("discord", "123").map(({ mentions }) => mentions)).toEqual([
      [],
      ["1", "&2"],
      ["1", "&2", "3", "everyone"],
    ]);
    expect(sandbox.walls.posts()[1]?.shown).toContain("<@3> @everyone *web01*");
  });

  it("refuses as Discord does", async () => {
    const refusal = async (body: unknown) => {
      const response = await post(body);
      return [response.status, ((await response.json()) as { code: number }).code];
    };
    expect(await refusal({ content: "" })).toEqual([400, 50006]);
    expect(await refusal({ content: "あ".repeat(2001) })).toEqual([400, 50035]);
    expect(await refusal({ content: "x", allowed_mentions: { parse: ["here"] } })).toEqual([400, 50035]);
    sandbox.walls.faults.inject("discord", { kind: "permanent", status: 404 }, { times: 1 });
    expect(await refusal({ content: "x" })).toEqual([404, 10015]);
    sandbox.walls.faults.inject("discord", { kind: "rate-limited", retryAfterSeconds: 7 }, { times: 1 });
    const limited = await post({ content: "x" });
    expect([limited.status, limited.headers.get("x-ratelimit-remaining")]).toEqual([429, "0"]);
    expect(await limited.json()).toMatchObject({ retry_after: 7, global: false });
    expect(sandbox.walls.posts()).toEqual([]);
  });
});

describe("Mattermost", () => {
  const post = (body: unknown) =>
    fetch(`${sandbox.url}/mattermost/hooks/ops`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("posts with mentions, and shows no Markdown that is escaped", async () => {
    const response = await post({ text: "@here 発生 App\\_Pool \\\\srv @\u200call" });
    expect([response.status, await response.text()]).toEqual([200, "ok"]);
    expect(sandbox.walls.posts("mattermost", "ops")).toMatchObject([
      { mentions: ["here"], shown: "発生 App_Pool \\\\srv @all" },
    ]);
  });

  it("refuses as Mattermost does", async () => {
    const refusal = async (status: number | null, body: unknown = { text: "x" }) => {
      if (status !== null)
        sandbox.walls.faults.inject("mattermost", { kind: "permanent", status }, { times: 1 });
      const response = await post(body);
      return [response.status, ((await response.json()) as { id: string }).id];
    };
    expect(await refusal(null, { text: "" })).toEqual([400, "web.incoming_webhook.text.app_error"]);
    expect(await refusal(403)).toEqual([403, "web.incoming_webhook.permissions.app_error"]);
    expect(await refusal(404)).toEqual([400, "web.incoming_webhook.invalid.app_error"]);
    expect(await refusal(501)).toEqual([501, "web.incoming_webhook.disabled.app_error"]);
    sandbox.walls.faults.inject("mattermost", { kind: "rate-limited", retryAfterSeconds: 7 }, { times: 1 });
    const limited = await post({ text: "x" });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(sandbox.walls.posts()).toEqual([]);
  });
});
