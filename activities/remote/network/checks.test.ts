import http, { type RequestListener } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { say } from "../../../domain/say.ts";
import { worded } from "../../../domain/testWorded.ts";
import { guardOfTests } from "../testGuard.ts";
import { httpCheck as checkHttp } from "./httpCheck.ts";
import { tcpCheck as checkTcp } from "./tcpCheck.ts";
import { testCertificate } from "./testCertificate.ts";
import { tlsCheck as checkTls } from "./tlsCheck.ts";
import type { Verdict } from "./verdict.ts";

const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);
const good = testCertificate("shop.example", inDays(-1), inDays(30.5));
const expired = testCertificate("shop.example", inDays(-30), inDays(-1));
const early = testCertificate("shop.example", inDays(1), inDays(30));

const servers: (Server & { closeAllConnections?(): void })[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Starts a web server scripted by the test; returns its address. */
const web = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await portOf(http.createServer(answer))}/`;
const secureWeb = async (certificate = good): Promise<number> =>
  portOf(https.createServer(certificate, (request, response) => response.end(`on ${request.headers.host}`)));

async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  servers.pop();
  return port;
}

const patience = { timeoutSeconds: 5, guard: guardOfTests() };
const ok = { ...patience, expectStatus: [200] };

const inWords =
  <Check>(check: (given: Check) => Promise<Verdict>) =>
  async (given: Check): Promise<Verdict> =>
    worded(await check(given));
const [httpCheck, tcpCheck, tlsCheck] = [inWords(checkHttp), inWords(checkTcp), inWords(checkTls)];

describe("an HTTP check", () => {
  it("[R5.6] holds where the answer is as expected", async () => {
    const url = await web((_request, response) => response.end("<h1>いらっしゃいませ</h1>"));
    expect(await httpCheck({ ...ok, url })).toEqual({ holds: true, seen: "HTTP 200 の応答がありました" });
    expect(await httpCheck({ ...ok, url, contains: "いらっしゃいませ" })).toEqual({
      holds: true,
      seen: "HTTP 200 の応答に指定の文字列がありました",
    });
    expect(await httpCheck({ ...ok, url, contains: "またのお越しを" })).toEqual({
      holds: false,
      seen: "HTTP 200 の応答に指定の文字列がありません",
    });
  });

  it("[R5.6] reports an unexpected status in the reader's language", async () => {
    const url = await web((_request, response) => response.writeHead(503).end());
    const { holds, seen } = await checkHttp({ ...patience, url, expectStatus: [200, 204] });
    expect(holds).toBe(false);
    expect(say(seen)).toBe("想定外の HTTP 503 の応答がありました（想定: 200, 204）");
    expect(say(seen, "en")).toBe("answered HTTP 503, expected 200, 204");
  });

  it("[R5.6] reads pages in the charset they name", async () => {
    const url = await web((_request, response) => {
      response.setHeader("content-type", "text/html; charset=Shift_JIS");
      // 日本
      response.end(Buffer.from([0x93, 0xfa, 0x96, 0x7b]));
    });
    expect(await httpCheck({ ...ok, url, contains: "日本" })).toMatchObject({ holds: true });
  });

  it("[R5.6] reads no endless page", async () => {
    const url = await web((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    expect(await httpCheck({ ...ok, url, contains: "y" })).toMatchObject({ holds: false });
  });

  it("[R5.6] follows redirects only where it is asked to, and not for ever", async () => {
    const url = await web((request, response) => {
      if (request.url === "/there") return void response.end("there");
      response.writeHead(302, { location: request.url === "/loop" ? "/loop" : "/there" }).end();
    });
    expect(await httpCheck({ ...ok, url })).toMatchObject({ holds: false });
    expect(await httpCheck({ ...ok, url, expectStatus: [302] })).toMatchObject({ holds: true });
    const followed = await httpCheck({ ...ok, url, followRedirects: true, contains: "there" });
    expect(followed).toMatchObject({ holds: true });
    expect(await httpCheck({ ...ok, url: `${url}loop`, followRedirects: true })).toEqual({
      holds: false,
      seen: "転送が多すぎます（5回を超えました）",
    });
  });

  it("[R5.6] asks one server under the name of its load balancer", async () => {
    const port = await secureWeb();
    const check = { ...ok, url: `https://127.0.0.1:${port}/`, authority: good.cert };
    const named = { ...check, hostHeader: "shop.example", contains: "on shop.example" };
    expect(await httpCheck(named)).toMatchObject({ holds: true });
    expect(await httpCheck(check)).toEqual({
      holds: false,
      seen: "証明書が別の名前のものです（ERR_TLS_CERT_ALTNAME_INVALID）",
    });
  });

  it("[R5.6] tells what is wrong with a certificate", async () => {
    const url = `https://127.0.0.1:${await secureWeb(expired)}/`;
    const check = { ...ok, url, hostHeader: "shop.example" };
    expect(await httpCheck({ ...check, authority: expired.cert })).toEqual({
      holds: false,
      seen: "証明書の有効期限が切れています（CERT_HAS_EXPIRED）",
    });
    const trusting = `https://127.0.0.1:${await secureWeb()}/`;
    expect(await httpCheck({ ...check, url: trusting })).toEqual({
      holds: false,
      seen: "証明書の発行元を信頼できません（DEPTH_ZERO_SELF_SIGNED_CERT）",
    });
  });

  it("[R5.6] distinguishes a server that is down, silent, or breaks off", async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    expect(await httpCheck({ ...ok, url })).toEqual({
      holds: false,
      seen: "接続が拒否されました（ECONNREFUSED）",
    });
    const silent = await web(() => {});
    expect(await httpCheck({ ...ok, url: silent, timeoutSeconds: 0.2 })).toEqual({
      holds: false,
      seen: "0.2秒以内に応答がありませんでした",
    });
    const breaking = await web((_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("begun");
      setTimeout(() => response.destroy(), 50);
    });
    expect(await httpCheck({ ...ok, url: breaking, contains: "never" })).toEqual({
      holds: false,
      seen: "接続が途中で切断されました（ECONNRESET）",
    });
    const trickling = await web((_request, response) => {
      const more = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(more));
    });
    expect(await httpCheck({ ...ok, url: trickling, contains: "y", timeoutSeconds: 0.3 })).toEqual({
      holds: false,
      seen: "0.3秒以内に応答がありませんでした",
    });
  });

  it.each(["ftp://127.0.0.1/", "not an address", "file:///etc/passwd"])(
    "[R5.6] does not ask at %s",
    async (url) => {
      expect(await httpCheck({ ...ok, url })).toEqual({ holds: false, seen: "URLが正しくありません" });
    },
  );

  it("[R5.6] an abort throws the signal's own reason", async () => {
    const url = await web(() => {});
    const stop = new AbortController();
    const asking = httpCheck({ ...ok, url, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("15 minutes are over")), 50);
    await expect(asking).rejects.toThrow("15 minutes are over");
  });
});

describe("a TCP check", () => {
  const at = { ...patience, host: "127.0.0.1" };

  it("[R5.6] tells an open port from a closed one", async () => {
    const port = await portOf(net.createServer((socket) => void socket.on("error", () => {}).resume()));
    expect(await tcpCheck({ ...at, port })).toEqual({
      holds: true,
      seen: `ポート ${port} に接続できました`,
    });
    expect(await tcpCheck({ ...at, port: await closedPort() })).toEqual({
      holds: false,
      seen: "接続が拒否されました（ECONNREFUSED）",
    });
  });

  it("[R5.6] reports an unknown host name", async () => {
    expect(await tcpCheck({ ...at, host: "no-such-host.invalid", port: 80 })).toEqual({
      holds: false,
      seen: expect.stringMatching(/^ホスト名を解決できませんでした（(ENOTFOUND|EAI_AGAIN)）$/),
    });
  });

  it("[RA3] reaches nothing of ours, by any name or redirect", async () => {
    const port = await portOf(net.createServer((socket) => void socket.on("error", () => {}).resume()));
    const guard = guardOfTests("192.0.2.0/24");
    const seen = "許可されていないネットワークのアドレスです（EREFUSEDADDRESS）";
    for (const host of ["127.0.0.1", "localhost", "2130706433", "::1"])
      expect(await tcpCheck({ ...at, host, port, guard }), host).toEqual({ holds: false, seen });
    const url = await web((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    );
    expect(await httpCheck({ ...ok, url, followRedirects: true })).toEqual({ holds: false, seen });
  });

  it("[R5.6] does not begin once the time is up", async () => {
    const signal = AbortSignal.abort(new Error("15 minutes are over"));
    await expect(tcpCheck({ ...at, port: 1, signal })).rejects.toThrow("15 minutes are over");
  });
});

describe("a TLS check", () => {
  const at = { ...patience, host: "127.0.0.1", serverName: "shop.example", daysLeft: 14 };

  it("[R5.6] counts the days that a certificate has left", async () => {
    const check = { ...at, port: await secureWeb(), authority: good.cert };
    expect(await tlsCheck(check)).toEqual({ holds: true, seen: "証明書の残り有効日数は30日です" });
    expect(await tlsCheck({ ...check, daysLeft: 31 })).toEqual({
      holds: false,
      seen: "証明書の残り有効日数が30日です（必要: 31日）",
    });
    expect(await tlsCheck({ ...check, now: inDays(20) })).toMatchObject({ holds: false });
  });

  it.each([
    [
      "has expired",
      expired,
      expired.cert,
      "shop.example",
      /^証明書の有効期限が切れています（CERT_HAS_EXPIRED）$/,
    ],
    ["is not valid yet", early, early.cert, "shop.example", /^証明書がまだ有効期間に入っていません/],
    ["is for another name", good, good.cert, "other.example", /^証明書が別の名前のものです/],
    ["has no known issuer", good, undefined, "shop.example", /^証明書の発行元を信頼できません/],
  ])("[R5.6] tells a certificate that %s", async (_what, certificate, authority, serverName, seen) => {
    const port = await secureWeb(certificate);
    expect(await tlsCheck({ ...at, port, serverName, ...(authority && { authority }) })).toEqual({
      holds: false,
      seen: expect.stringMatching(seen),
    });
  });

  it("[R5.6] distinguishes a port without TLS, a closed one, and a silent one", async () => {
    const plain = await portOf(http.createServer((_request, response) => response.end("plain")));
    expect(await tlsCheck({ ...at, port: plain })).toEqual({
      holds: false,
      seen: expect.stringMatching(/^TLSで接続できませんでした（/),
    });
    expect(await tlsCheck({ ...at, port: await closedPort() })).toEqual({
      holds: false,
      seen: "接続が拒否されました（ECONNREFUSED）",
    });
    const silent = await portOf(net.createServer((socket) => void socket.on("error", () => {}).resume()));
    expect(await tlsCheck({ ...at, port: silent, timeoutSeconds: 0.2 })).toEqual({
      holds: false,
      seen: "0.2秒以内に応答がありませんでした",
    });
  });
});
