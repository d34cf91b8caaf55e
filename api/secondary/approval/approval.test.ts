import { Writable } from "node:stream";
import express from "express";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Proposal } from "../../../domain/secondary/record.ts";
import { mailTime } from "../../../domain/words/times.ts";
import { requestLog } from "../../http/requestLog.ts";
import { startTestApi, type TestApi } from "../../testApi.ts";
import { testLink } from "./testLink.ts";

describe("the page by which customers answer", () => {
  let api: TestApi;
  let version: number;

  beforeAll(async () => {
    api = await startTestApi();
    version = await api.given.customer("acme");
  });
  afterAll(() => api.stop());

  const link = (given: Partial<Proposal> = {}) => testLink(api, version, given);
  const post = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: "POST", body: new URLSearchParams(fields) });

  it("[R5.7] shows outside content only as text", async () => {
    const { url } = await link({ summary: '</p><script>alert("1")</script>&amp;', priceNote: "<img src=x>" });
    const text = await (await fetch(url)).text();
    expect(text).toContain("&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;");
    expect(text).not.toMatch(/<script|<img|<b>/);
  });

  it("[R5.7] runs no script, is not cached, and sends no referrer", async () => {
    const { headers } = await fetch((await link()).url);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-language")).toBe("ja");
  });

  it("[R5.7] shows the whole procedure of a runbook", async () => {
    const runbook = {
      id: "x",
      title: "修復",
      with: { service: "nginx" },
      procedure: "# 手順書: 修復\n1. 直す",
    };
    const text = await (await fetch((await link({ runbook, steps: [] })).url)).text();
    expect(text).toContain("<pre>手順書: 修復\n1. 直す</pre>");
    expect(text).toContain("service: nginx");
  });

  it("[R5.7] says when its own occurrence was detected, not the incident's first or a later one", async () => {
    const { url, incident } = await link();
    for (const [occurrence, at] of [
      "2026-11-21T18:00:00.000Z",
      "2026-11-22T03:05:00.000Z",
      "2026-11-22T03:40:00.000Z",
    ].entries()) {
      const acceptedAt = new Date(at);
      await api.given.alert({ incident, sequence: occurrence + 1, acceptedAt });
      if (occurrence === 0) continue;
      await api.given.timelineEntry(incident, { at: acceptedAt, fact: `occurrence/${occurrence + 1}` });
    }
    const text = await (await fetch(url)).text();
    const detected = /警報検知時刻<\/dt><dd>([^<]+)/.exec(text)?.[1];
    expect(detected).toBe(mailTime(new Date("2026-11-22T03:05:00.000Z"), "Asia/Tokyo"));
  });

  it("[RA4] an answer by a link is in the audit log, with whose link it was", async () => {
    const { url, digest, incident, secondary } = await link();
    const fields = { name: "佐藤 太郎", note: "", decision: "approve", seen: digest };
    expect((await post(url, fields)).status).toBe(200);
    const operator = await api.given.person("鈴木");
    const { body } = await api.get(`/api/audit?incident=${incident}`, operator);
    expect(body.entries).toMatchObject([
      {
        person: "customer:佐藤 太郎",
        action: "approveSecondary",
        via: "link",
        outcome: "done",
        customer: "acme",
        detail: { secondary, link: "sato", digest },
      },
    ]);
  });

  it("[R5.7] the link is not in the log", async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const app = express().use(requestLog(pino({}, stream)), (_request, response) => void response.end());
    const server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const secret = "s".repeat(43);
    for (const path of [`/approve/${secret}`, `//approve//${secret}?x=${secret}`, `/APPROVE/${secret}/more`])
      await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    await new Promise((resolve) => server.close(resolve));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).not.toContain(secret);
    expect(lines[0]).toContain("/approve/***");
  });

  it("[R5.7] tells people in plain words that the database is down", async () => {
    const { url } = await link();
    await api.sql`alter table approval_links rename to away`;
    const answer = await fetch(url);
    await api.sql`alter table away rename to approval_links`;
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("ただいま確認できません");
  });

  it("[R5.7] after guesses the same network has to wait, even with a right link", async () => {
    const { url } = await link();
    const guess = () => fetch(`${api.url}/approve/${"g".repeat(43)}`, { method: "HEAD" });
    const statuses = new Set<number>();
    for (let tried = 0; tried < 40; tried++) statuses.add((await guess()).status);
    expect([...statuses]).toEqual([404, 429]);
    const blocked = await fetch(url);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(0);
    api.setClock("2026-11-22T05:27:15.000Z");
    expect((await fetch(url)).status).toBe(200);
  });
});
