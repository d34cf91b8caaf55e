import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DomainError } from "../../domain/errors.ts";
import {
  type ChatDestination,
  type ChatKind,
  chatKinds,
  chats as known,
  webhookChatKinds,
} from "../../domain/messages/chat/registry.ts";
import { worded } from "../../domain/testWorded.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { guardOfTests } from "../remote/testGuard.ts";
import { type ChatPoster, chatPoster } from "./chat.ts";

const line = "発生 web01 HTTP 503 高 2026-11-22 03:27:15";
const customer = "acme";
const slack: ChatDestination = { kind: "slack", channel: "C0123", mention: ["U0456", "here"] };
const chatwork: ChatDestination = { kind: "chatwork", room: "123456", mention: ["789"] };
const teams = webhookAt("teams");
/** Valid as a room for every chat (a number and a word), and secret where it is part of an address. */
const room = "987654321";

let sandbox: Sandbox;
let chats: ChatPoster;
beforeEach(async () => {
  sandbox = await startSandbox({
    twilio: { accountSid: "AC1", authToken: "t" },
    chatTokens: { slack: "xoxb-right", chatwork: "right" },
  });
  chats = posterWith({ slack: "xoxb-right", chatwork: "right" });
});
afterEach(() => sandbox.stop());

function posterWith(tokens: { slack: string; chatwork: string }, guard = guardOfTests()): ChatPoster {
  return chatPoster(
    {
      slack: { token: tokens.slack, apiUrl: `${sandbox.url}/slack/api/` },
      chatwork: { token: tokens.chatwork, apiUrl: `${sandbox.url}/chatwork/v2` },
    },
    async (_customer, name) => {
      const kind = chatKinds.find((one) => name === `${one}-url`);
      if (kind === undefined) throw new DomainError("secret_missing", `Secret ${name} is not set`);
      return sandbox.webhookOf(kind, room);
    },
    guard,
  );
}

function webhookAt(
  kind: ChatKind,
  url: { secret: string } | string = { secret: `${kind}-url` },
): ChatDestination {
  return { kind, url, mention: [] } as ChatDestination;
}

function roomAt(kind: ChatKind): ChatDestination {
  const chat = known[kind];
  if (chat.reachedBy === "webhook") return webhookAt(kind);
  return { kind, [chat.room.field]: room, mention: [] } as unknown as ChatDestination;
}

describe("a chat line", () => {
  it("[R5.4] stands in Slack's text, Chatwork's body and Teams' card, mentions before it", async () => {
    expect(await chats.post({ customer, destination: slack, line })).toEqual({
      outcome: "done",
      id: expect.stringMatching(/^\d+\.\d+$/),
    });
    expect(await chats.post({ customer, destination: chatwork, line })).toEqual({
      outcome: "done",
      id: expect.stringMatching(/^\d+$/),
    });
    expect(await chats.post({ customer, destination: teams, line })).toEqual({ outcome: "done", id: null });
    expect(sandbox.walls.posts().map(({ text }) => text)).toEqual([
      `<@U0456> <!here> ${line}`,
      `[To:789] ${line}`,
      line,
    ]);
    expect(sandbox.walls.posts("teams")[0]?.raw).toMatchObject({
      attachments: [{ content: { version: "1.4", body: [{ type: "TextBlock", wrap: true }] } }],
    });
  });

  it("[R5.4] mentions nobody that a tool's text names", async () => {
    const sly = "発生 <!channel> <@U0999> [To:1] [toall] <at>佐藤</at>";
    for (const destination of [slack, chatwork, teams])
      await chats.post({ customer, destination, line: sly });
    expect(sandbox.walls.posts().map(({ mentions }) => mentions)).toEqual([["U0456", "here"], ["789"], []]);
  });

  it("[R5.4] notifies in Discord and Mattermost the people the file names, and nobody else", async () => {
    const sly = "発生 @here @everyone @tanaka <@80351110224678912> <@&1>";
    const called = { discord: ["80351110224678912", "&80351110224678913"], mattermost: ["sato", "here"] };
    for (const [kind, mention] of Object.entries(called) as ["discord", string[]][])
      await chats.post({
        customer,
        destination: { kind, url: { secret: `${kind}-url` }, mention },
        line: sly,
      });
    const [discord, mattermost] = sandbox.walls.posts();
    expect(discord).toMatchObject({
      mentions: called.discord,
      shown: sly,
      raw: {
        allowed_mentions: { parse: [], users: ["80351110224678912"], roles: ["80351110224678913"] },
        flags: 4,
      },
    });
    expect(mattermost).toMatchObject({ mentions: called.mattermost, shown: sly });
  });

  it("[R5.4] is cut at a chat's limit, never dropped", async () => {
    await chats.post({ customer, destination: roomAt("discord"), line: `発生 ${"_障害_".repeat(1000)}` });
    const [post] = sandbox.walls.posts();
    expect([...(post?.text ?? "")].length).toBeGreaterThan(1900);
    expect(post?.shown).toMatch(/^発生 (_障害_)+(_障?害?)?…$/);
  });

  it("[R5.4] shows no emphasis that a tool did not mean", async () => {
    await chats.post({ customer, destination: slack, line: "App_Pool_01 *重要* ~x~" });
    const [post] = sandbox.walls.posts();
    expect(post).toMatchObject({ text: "<@U0456> <!here> App_Pool_01 *重要* ~x~", raw: { mrkdwn: "false" } });
  });

  it("[RA3] goes to no internal address, however it is named, and reveals nothing about it", async () => {
    const { port } = new URL(sandbox.url);
    const reaching = [
      "127.0.0.1",
      "localhost",
      "2130706433",
      "0.0.0.0",
      "[::ffff:127.0.0.1]",
      "169.254.169.254",
    ];
    for (const [index, host] of reaching.entries()) {
      const kind = webhookChatKinds[index % webhookChatKinds.length]!;
      const destination = webhookAt(
        kind,
        `http://${host}:${port}${new URL(sandbox.webhookOf(kind, "ops")).pathname}`,
      );
      const far = posterWith({ slack: "x", chatwork: "x" }, guardOfTests("192.0.2.0/24"));
      expect(worded(await far.post({ customer, destination, line })), host).toEqual({
        outcome: "permanent",
        reason: `${known[kind].name}の宛先には接続できません（許可されていないネットワークです）`,
      });
    }
    expect(sandbox.walls.posts()).toEqual([]);
    for (const kind of webhookChatKinds) {
      sandbox.walls.faults.inject(kind, { kind: "error", status: 503 }, { room, times: 1 });
      const told = await chats.post({ customer, destination: roomAt(kind), line });
      expect(worded(told)).toMatchObject({ reason: `${known[kind].name}でエラーが発生しました（HTTP 5xx）` });
    }
  });

  it("[RA3] reads no endless answer", async () => {
    let sent = 0;
    const server = createServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const outcome = await chats.post({ customer, destination: { kind: "teams", url }, line });
    expect(outcome).toMatchObject({ outcome: "done" });
    expect(sent).toBeLessThan(20_000_000);
    server.closeAllConnections();
    server.close();
  });

  describe.each(chatKinds)("in %s", (provider) => {
    const destination = roomAt(provider);

    it("[R5.4] arrives as sent, and mentions nobody", async () => {
      const names = "App_Pool_01 *重要* ~x~ `y` #1 |z| @here :smile: 1. <b>&lt; $a$ \\\\srv\\share\\_";
      const sent = `${names} https://web01.example/a_b_c?x=1&y=2`;
      expect(await chats.post({ customer, destination, line: sent })).toMatchObject({ outcome: "done" });
      expect(sandbox.walls.posts(provider, room)).toMatchObject([{ shown: sent, mentions: [] }]);
    });

    it.each([
      [{ kind: "rate-limited", retryAfterSeconds: 7 }, { outcome: "transient", retryAfterSeconds: 7 }, 0],
      [{ kind: "error", status: 500 }, { outcome: "unknown" }, 0],
      [{ kind: "post-then-error", status: 502 }, { outcome: "unknown" }, 1],
      [{ kind: "post-then-reset" }, { outcome: "unknown" }, 1],
      [{ kind: "permanent" }, { outcome: "permanent" }, 0],
    ] as const)(
      "[R5.4] meets %j as %j and posts no second time (%i there)",
      async (fault, outcome, posts) => {
        sandbox.walls.faults.inject(provider, fault, { room, times: 1 });
        const met = await chats.post({ customer, destination, line });
        expect(met).toMatchObject(outcome);
        expect(sandbox.walls.posts()).toHaveLength(posts);
        expect(JSON.stringify(met)).not.toMatch(/xoxb|right|987654321|127\.0\.0\.1/);
      },
    );
  });

  it("[R2.7.1] says what a refused login, a missing token and a missing secret are", async () => {
    const wrong = posterWith({ slack: "xoxb-wrong", chatwork: "wrong" });
    expect(worded(await wrong.post({ customer, destination: slack, line }))).toEqual({
      outcome: "permanent",
      reason: "Slackが投稿を受け付けませんでした（invalid_auth）",
    });
    expect(worded(await wrong.post({ customer, destination: chatwork, line }))).toEqual({
      outcome: "permanent",
      reason: "Chatworkが受け付けませんでした（HTTP 401 Invalid API Token）",
    });
    const bare = chatPoster({ slack: null, chatwork: null }, async () => "", guardOfTests());
    expect(worded(await bare.post({ customer, destination: slack, line }))).toMatchObject({
      outcome: "permanent",
      reason: expect.stringContaining("SLACK_TOKEN"),
    });
    for (const kind of webhookChatKinds) {
      const unset = webhookAt(kind, { secret: "other" });
      expect(worded(await chats.post({ customer, destination: unset, line }))).toMatchObject({
        outcome: "permanent",
        reason: expect.stringContaining("secret:other"),
      });
      const destination = webhookAt(kind, "not an address geheim");
      expect(worded(await chats.post({ customer, destination, line }))).toEqual({
        outcome: "permanent",
        reason: `${known[kind].name}の投稿先アドレスが正しくありません`,
      });
    }
  });

  it("[R2.7.1] says that a webhook is gone, or that webhooks are turned off", async () => {
    for (const kind of ["discord", "mattermost"] as const) {
      sandbox.walls.faults.inject(kind, { kind: "permanent", status: 404 }, { room, times: 1 });
      expect(worded(await chats.post({ customer, destination: roomAt(kind), line }))).toEqual({
        outcome: "permanent",
        reason: `${known[kind].name}に投稿先のウェブフックがありません`,
      });
    }
    sandbox.walls.faults.inject("mattermost", { kind: "permanent", status: 501 }, { room, times: 1 });
    expect(worded(await chats.post({ customer, destination: roomAt("mattermost"), line }))).toEqual({
      outcome: "permanent",
      reason: "Mattermostで内向きのウェブフックが無効になっています",
    });
  });

  it("[RA2] knows that an unreachable chat has not received it", async () => {
    const nowhere = sandbox.url;
    await sandbox.stop();
    const away = chatPoster(
      {
        slack: { token: "x", apiUrl: `${nowhere}/api/` },
        chatwork: { token: "x", apiUrl: `${nowhere}/v2` },
      },
      async () => `${nowhere}/geheim`,
      guardOfTests(),
    );
    for (const kind of chatKinds) {
      const outcome = await away.post({ customer, destination: roomAt(kind), line });
      expect(worded(outcome)).toMatchObject({
        outcome: "transient",
        reason: expect.stringContaining("接続できませんでした（ECONNREFUSED）"),
      });
    }
  });
});
