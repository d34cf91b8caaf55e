import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { say } from "../../../domain/say.ts";
import { guardOfTests } from "../testGuard.ts";
import type { RemoteFault } from "./fault.ts";
import type { Hop, SshRoute } from "./hop.ts";
import { openSsh } from "./session.ts";
import {
  skippedWithoutSshd,
  startTestSshd,
  type TestSshd,
  testPassphrase,
  testPasswords,
} from "./testSshd.ts";

const options = () => ({
  signal: new AbortController().signal,
  // A refused password alone takes 3 to 4 s.
  connectTimeoutSeconds: 20,
  guard: guardOfTests(),
});
const wrongKey = `SHA256:${"A".repeat(43)}`;

/** The user name at the end of a route. */
async function whoAt(route: SshRoute): Promise<string> {
  const session = await openSsh(route, options());
  try {
    const { stdout } = await session.run({
      argv: ["id", "-un"],
      asRoot: false,
      timeoutSeconds: 5,
      longestOutputBytes: 1000,
      signal: options().signal,
    });
    return stdout.trim();
  } finally {
    await session.close();
  }
}

/** Its reason in words. */
async function faultAt(route: SshRoute): Promise<RemoteFault & { reason: string }> {
  const fault: RemoteFault = await openSsh(route, options()).then(
    () => expect.fail("it was let in"),
    (error) => error,
  );
  for (const secret of [...Object.values(testPasswords), testPassphrase])
    expect(`${fault.stack}${JSON.stringify(fault)}`).not.toContain(secret);
  return { ...fault, reason: say(fault.reason) };
}

describe.skipIf(skippedWithoutSshd)("a login over SSH", () => {
  let target: TestSshd;
  let jump: TestSshd;
  let second: TestSshd;
  beforeAll(async () => {
    [target, jump, second] = await Promise.all([startTestSshd(), startTestSshd(), startTestSshd()]);
  });
  afterAll(() => Promise.all([target, jump, second].map((host) => host?.stop())));

  const to = (...hops: [Hop, ...Hop[]]) => target.route("ops", { hops });
  const key = (text: string, passphrase: string | null = null): Partial<Hop> => ({
    auth: { password: null, key: { text, passphrase } },
  });

  it("[R2.4] is by password", async () => {
    expect(await whoAt(target.route("ops"))).toBe("ops");
  });
  it("[R2.4] is by password where the server asks for it as a question", async () => {
    expect(await whoAt(target.route("asked"))).toBe("asked");
  });
  it("[R2.4] is by key, also by one with a passphrase", async () => {
    expect(await whoAt(to(target.hop("ops", key(target.keys.plain))))).toBe("ops");
    expect(await whoAt(to(target.hop("ops", key(target.keys.locked, testPassphrase))))).toBe("ops");
  });
  it("[R2.4] is by password where the key is refused", async () => {
    const auth = { password: testPasswords.ops, key: { text: jump.keys.plain, passphrase: null } };
    expect(await whoAt(to(target.hop("ops", { auth })))).toBe("ops");
  });
  it("[R2.4] goes through a jump host, and through two", async () => {
    expect(await whoAt(to(jump.hop("guest"), target.hop("deploy")))).toBe("deploy");
    expect(await whoAt(to(jump.hop("guest"), second.hop("ops"), target.hop("deploy")))).toBe("deploy");
  });

  it("[R2.4] with a wrong password is refused, with the target's name", async () => {
    const auth = { password: "nonsense", key: null };
    // A host answers a wrong password slowly.
    const [fault, asked] = await Promise.all([
      faultAt(to(target.hop("ops", { auth }))),
      faultAt(to(target.hop("asked", { auth }))),
    ]);
    expect(fault).toMatchObject({ kind: "login-refused" });
    expect(fault.reason).toBe(
      `127.0.0.1:${target.port} に ops でログインできませんでした（パスワードまたは鍵が拒否されました）`,
    );
    expect(asked).toMatchObject({ kind: "login-refused" });
  });
  it("[R2.4] with an unknown key, a locked one or none is refused, each in its own words", async () => {
    const reasons: string[] = [];
    for (const instead of [
      key(jump.keys.plain),
      key(target.keys.locked, "wrong"),
      key(target.keys.locked),
      key("-----BEGIN NONSENSE-----"),
      { auth: { password: null, key: null } },
    ]) {
      const fault = await faultAt(to(target.hop("ops", instead)));
      expect(fault.kind).toBe("login-refused");
      reasons.push(fault.reason);
    }
    expect(reasons).toEqual([
      expect.stringContaining("鍵が拒否されました"),
      expect.stringContaining("パスフレーズが正しくありません"),
      expect.stringContaining("パスフレーズが正しくありません"),
      expect.stringContaining("秘密鍵を読み取れません"),
      expect.stringContaining("パスワードも鍵も設定されていません"),
    ]);
  });

  it("[R2.4] never trusts a host key that nobody has pinned, and says which it saw", async () => {
    const fault = await faultAt(to(target.hop("ops", { hostKey: null })));
    expect(fault).toMatchObject({ kind: "host-key-unknown", fingerprint: target.hostKey });
    expect(fault.reason).toContain(target.hostKey);
  });
  it("[R2.4] raises the alarm if the host key differs from the pinned one, also behind a jump host", async () => {
    for (const hops of [
      [target.hop("ops", { hostKey: wrongKey })],
      [jump.hop("ops"), target.hop("ops", { hostKey: wrongKey })],
    ] as [Hop, ...Hop[]][]) {
      const fault = await faultAt(to(...hops));
      expect(fault).toMatchObject({ kind: "host-key-changed", fingerprint: target.hostKey });
      expect(fault.reason).toMatch(/^警告: .*なりすまし/);
      expect(fault.reason).toContain(wrongKey);
    }
    const hops: [Hop, ...Hop[]] = [jump.hop("ops", { hostKey: wrongKey }), target.hop("ops")];
    expect(await faultAt(to(...hops))).toMatchObject({ kind: "host-key-changed", fingerprint: jump.hostKey });
  });

  it("[R2.4] says which host cannot be reached, directly and behind a jump host", async () => {
    const nobody = await closedPort();
    const away = target.hop("ops", { port: nobody });
    const direct = await faultAt(to(away));
    expect(direct).toMatchObject({ kind: "unreachable" });
    expect(direct.reason).toBe(`127.0.0.1:${nobody} に接続できませんでした（ECONNREFUSED）`);
    const behind = await faultAt(to(jump.hop("ops"), away));
    expect(behind.reason).toBe(
      `踏み台 127.0.0.1:${jump.port} から 127.0.0.1:${nobody} に接続できませんでした`,
    );
    const unknown = await faultAt(to(target.hop("ops", { host: "no-such-host.invalid" })));
    expect(unknown).toMatchObject({ kind: "unreachable", reason: expect.stringContaining("no-such-host") });
    const walled = await faultAt(to(jump.hop("walled"), target.hop("ops")));
    expect(walled).toMatchObject({
      kind: "unreachable",
      reason: expect.stringContaining("許可されていません"),
    });
  });
  it("[R2.4] gives up on a host that takes the connection and says nothing", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const route = to(target.hop("ops", { port }));
    await expect(openSsh(route, { ...options(), connectTimeoutSeconds: 1 })).rejects.toMatchObject({
      kind: "unreachable",
      message: `unreachable: 127.0.0.1:${port} が1秒以内に応答しませんでした`,
    });
    const given = new AbortController();
    const opening = openSsh(route, { ...options(), signal: given.signal });
    given.abort(new Error("the 15 minutes are over"));
    await expect(opening).rejects.toThrow("the 15 minutes are over");
    silent.close();
  });

  it("[R5.6] is lost with its jump host", async () => {
    const session = await openSsh(to(jump.hop("ops"), target.hop("ops")), options());
    const running = session.run({
      argv: ["sh", "-c", "echo ready; sleep 5"],
      asRoot: false,
      timeoutSeconds: 5,
      longestOutputBytes: 1000,
      signal: options().signal,
      onOutput: () => jump.cut(),
    });
    await expect(running).rejects.toMatchObject({ kind: "connection-lost" });
    await session.close();
  });
});

async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
