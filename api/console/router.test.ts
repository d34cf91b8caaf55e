import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressAssets } from "../../dev/web.ts";
import { securityHeaders } from "../http/securityHeaders.ts";
import { consolePolicy, pressableStyle } from "./policy.ts";
import { consoleRouter } from "./router.ts";

const asBrowser = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

describe("the console's files", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "toban-console-"));
  const app = express().use(securityHeaders(), consoleRouter(folder));
  const server = app.listen(0, "127.0.0.1");
  let url: string;
  beforeAll(() => {
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("are explained to people while they are not built", async () => {
    const answer = await fetch(url, asBrowser);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("npm run web");
  });

  it("are one page at every address a browser opens, under a strict policy and never kept", async () => {
    mkdirSync(path.join(folder, "assets"));
    writeFileSync(path.join(folder, "index.html"), "<title>当番</title>");
    for (const address of ["/", "/incidents/12", "/customers/acme?x=1"]) {
      const answer = await fetch(url + address, asBrowser);
      expect([answer.status, await answer.text()]).toEqual([200, "<title>当番</title>"]);
      expect(answer.headers.get("content-security-policy")).toBe(consolePolicy);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("leave what is for programs to programs", async () => {
    const answers = await Promise.all([
      fetch(`${url}/api/incidents`, asBrowser),
      fetch(`${url}/intake/alerts`, asBrowser),
      fetch(`${url}/nothing`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it("come compressed, as they were built, to who takes them so", async () => {
    const built = mkdtempSync(path.join(tmpdir(), "toban-built-console-"));
    mkdirSync(path.join(built, "assets"));
    const script = "show();".repeat(1_000);
    writeFileSync(path.join(built, "assets", "long-abc.js"), script);
    compressAssets(path.join(built, "assets"));
    const served = express().use(consoleRouter(built)).listen(0, "127.0.0.1");
    await once(served, "listening");
    const address = `http://127.0.0.1:${(served.address() as { port: number }).port}/assets/long-abc.js`;
    const ask = (encoding: string) => fetch(address, { headers: { "accept-encoding": encoding } });
    const [compressed, plain] = await Promise.all([ask("gzip, br"), ask("identity")]);
    const headers = ["content-encoding", "content-type", "cache-control"];
    const kept = "public, max-age=31536000, immutable";
    expect(headers.map((name) => compressed.headers.get(name))).toEqual([
      "br",
      "text/javascript; charset=UTF-8",
      kept,
    ]);
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect([await compressed.text(), await plain.text()]).toEqual([script, script]);
    served.close();
    rmSync(built, { recursive: true });
  });

  it("are kept for a year where their names change with them, and asked for each time otherwise", async () => {
    writeFileSync(path.join(folder, "assets", "index-abc.js"), "1");
    writeFileSync(path.join(folder, "appearance.js"), "2");
    const [hashed, plain, gone] = await Promise.all(
      ["/assets/index-abc.js", "/appearance.js", "/assets/index-old.js"].map((file) => fetch(url + file)),
    );
    expect(hashed?.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(plain?.headers.get("cache-control")).toBe("no-cache");
    expect(gone?.status).toBe(404);
  });
});

describe("the policy", () => {
  it("[RA4] lets in react-aria's one style sheet, as the installed version writes it, and no other", () => {
    const installed = fileURLToPath(new URL("../../node_modules", import.meta.url));
    const interactions = path.join(
      installed,
      ...["react-aria", "dist", "private", "interactions", "usePress.mjs"],
    );
    const source = readFileSync(interactions, "utf8").replaceAll(
      /\$\{[^}]*PRESSABLE_ATTRIBUTE\}/g,
      "data-react-aria-pressable",
    );
    expect(source).toContain(`\`\n${pressableStyle}\n    \`.trim()`);
    expect(consolePolicy).not.toMatch(/unsafe|data:|\*/);
  });
});
