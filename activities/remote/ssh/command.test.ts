import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardOfTests } from "../testGuard.ts";
import type { Command, CommandOutput } from "./command.ts";
import type { RemoteFault } from "./fault.ts";
import type { Become, SshRoute } from "./hop.ts";
import { openSsh, type SessionOptions, type SshSession } from "./session.ts";
import {
  skippedWithoutSshd,
  startTestSshd,
  type TestSshd,
  type TestUser,
  testPasswords,
} from "./testSshd.ts";

const never = new AbortController().signal;
const bySudo: Become = { how: "sudo", password: testPasswords.ops };
const bySu: Become = { how: "su", password: testPasswords.root };

describe.skipIf(skippedWithoutSshd)("a command over SSH", () => {
  let host: TestSshd;
  const sessions: SshSession[] = [];
  beforeAll(async () => {
    host = await startTestSshd();
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await host?.stop();
  });

  const open = async (
    user: TestUser,
    become: Become,
    more: Partial<SessionOptions> = {},
  ): Promise<SshSession> => {
    const route: SshRoute = host.route(user, { become });
    const options = { signal: never, connectTimeoutSeconds: 5, guard: guardOfTests(), ...more };
    const session = await openSsh(route, options);
    sessions.push(session);
    return session;
  };
  const command = (argv: [string, ...string[]], more: Partial<Command> = {}): Command => ({
    argv,
    asRoot: false,
    timeoutSeconds: 10,
    longestOutputBytes: 10_000,
    signal: never,
    ...more,
  });
  const sh = (script: string, more: Partial<Command> = {}) => command(["/bin/sh", "-c", script], more);
  const faultOf = (running: Promise<unknown>): Promise<RemoteFault> =>
    running.then(
      () => expect.fail("it ran"),
      (error) => error,
    );

  describe("as the user who logs in", () => {
    let session: SshSession;
    beforeAll(async () => {
      session = await open("ops", { how: "none", password: null });
    });

    it("[R2.4] sends the next packet before the last is acknowledged", async () => {
      const milliseconds: number[] = [];
      for (let each = 0; each < 15; each++) {
        const began = performance.now();
        await session.run(command(["true"]));
        milliseconds.push(performance.now() - began);
      }
      // Takes the quickest, as the machine may be busy; if packets were held back, none would be under 120.
      expect(Math.min(...milliseconds)).toBeLessThan(80);
    });

    it("[R2.4] gets its arguments unchanged, and returns both outputs and the exit code", async () => {
      const odd = ["it's", "$(id)", "two\nlines", "", "-n", "日本", "`reboot`", "*", "\\", '"'];
      expect(await session.run(command(["printf", "[%s]", ...odd]))).toEqual({
        ended: "exited",
        exitCode: 0,
        signal: null,
        cut: false,
        stderr: "",
        stdout: odd.map((each) => `[${each}]`).join(""),
      });
      const failed = await session.run(sh("echo out; echo err >&2; exit 3"));
      expect(failed).toMatchObject({ exitCode: 3, stdout: "out\n", stderr: "err\n", ended: "exited" });
    });
    it("[R2.4] reports a missing program with 127", async () => {
      expect(await session.run(command(["no-such-program"]))).toMatchObject({ exitCode: 127, stdout: "" });
    });
    it("[R2.4] reads its input to the end, or none", async () => {
      expect(await session.run(command(["cat"], { input: "line 1\nline 2" }))).toMatchObject({
        stdout: "line 1\nline 2",
      });
      expect(await session.run(command(["cat"]))).toMatchObject({ stdout: "", exitCode: 0 });
    });
    it("[R2.4] runs beside others over the same login", async () => {
      const outputs = await Promise.all([1, 2, 3].map((n) => session.run(command(["echo", String(n)]))));
      expect(outputs.map(({ stdout }) => stdout)).toEqual(["1\n", "2\n", "3\n"]);
    });
    it("[R2.4] reports its output while it runs", async () => {
      const told: CommandOutput[] = [];
      await session.run(
        sh("echo one; sleep 0.2; echo two >&2", { onOutput: (soFar) => void told.push(soFar()) }),
      );
      expect(told).toEqual([
        { stdout: "one\n", stderr: "", cut: false },
        { stdout: "one\n", stderr: "two\n", cut: false },
      ]);
    });
    it("[R2.4] reveals nothing of a password that has arrived only in part", async () => {
      const told: string[] = [];
      const halves = [testPasswords.ops.slice(0, 6), testPasswords.ops.slice(6)];
      const script = 'printf "it is $1"; sleep 0.3; printf "$2."';
      await session.run(
        command(["/bin/sh", "-c", script, "sh", ...halves], {
          onOutput: (soFar) => void told.push(soFar().stdout),
        }),
      );
      expect(told).toEqual(["it is ", "it is ***."]);
    });
    it("[R2.4] that floods its output is cut, and goes on to its end", async () => {
      const flood = sh("head -c 20000000 /dev/zero | tr '\\0' x; echo done >&2; exit 4", {
        longestOutputBytes: 1000,
      });
      const { stdout, ...rest } = await session.run(flood);
      expect(stdout).toBe("x".repeat(1000));
      expect(rest).toMatchObject({ exitCode: 4, stderr: "done\n", cut: true, ended: "exited" });
    });
    it("[R2.4] may leave something behind that holds its outputs open", async () => {
      const left = `${Date.now()}.5`;
      const begun = Date.now();
      expect(await session.run(sh(`sleep ${left} & echo started`))).toMatchObject({
        ended: "exited",
        exitCode: 0,
        stdout: "started\n",
      });
      expect(Date.now() - begun).toBeLessThan(5000);
      expect(host.processes(left)).toHaveLength(1);
    });
    it("[R2.4] never shows a password, even if the command prints it", async () => {
      const { stdout } = await session.run(command(["echo", `it is ${testPasswords.ops}.`]));
      expect(stdout).toBe("it is ***.\n");
    });
    it("[R2.4] cannot be root without a way to it", async () => {
      const fault = await faultOf(session.run(command(["id"], { asRoot: true })));
      expect(fault).toMatchObject({ kind: "become-refused", message: expect.stringContaining("none") });
    });
    it("[R2.4] is refused with a reason if the user has no shell", async () => {
      const shut = await open("shut", { how: "none", password: null });
      expect(await faultOf(shut.run(command(["id"])))).toMatchObject({ kind: "login-refused" });
    });
  });

  // Each has a login of its own, and mostly waits.
  describe.concurrent("as root", () => {
    const whoAmI = sh("id -u; cat", { asRoot: true, input: "input" });

    it.each([
      ["sudo with a password", "ops", bySudo],
      ["sudo without one", "deploy", { how: "sudo", password: null }],
      ["sudo that does not ask for the password it could have", "deploy", bySudo],
      ["su", "guest", bySu],
    ] as [string, TestUser, Become][])("[R2.4] by %s", async (_how, user, become) => {
      const session = await open(user, become);
      const { stdout, stderr, ...rest } = await session.run(whoAmI);
      expect(rest).toMatchObject({ exitCode: 0, ended: "exited" });
      // The password is not in the command's input, and neither sudo nor su printed a prompt.
      expect(stdout).toMatch(/^0\ninput/);
      expect(stdout).not.toContain("***");
      expect(stderr).toBe("");
      // The login itself keeps its rights.
      expect(await session.run(command(["id", "-un"]))).toMatchObject({ stdout: `${user}\n` });
    });

    it("[R2.4] the password is in no command line and no environment of the host", async () => {
      const session = await open("ops", bySudo);
      const looking = sh("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' ' '", {
        asRoot: true,
        longestOutputBytes: 1_000_000,
      });
      const { stdout } = await session.run(looking);
      expect(stdout).toContain("sudo -k -S");
      expect(stdout).not.toContain("***");
      expect(
        await host.onHost("cat /home/ops/.*history /var/log/auth.log 2>/dev/null || true"),
      ).not.toContain(testPasswords.ops);
    });

    it.each([
      ["a wrong password for sudo", "ops", { how: "sudo", password: "nonsense" }, "パスワードが拒否"],
      ["a wrong password for su", "ops", { how: "su", password: "nonsense" }, "パスワードが拒否"],
      ["no password where sudo wants one", "ops", { how: "sudo", password: null }, "設定されていません"],
      ["no password where su wants one", "ops", { how: "su", password: null }, "設定されていません"],
      [
        "sudo for somebody who may not",
        "guest",
        { how: "sudo", password: testPasswords.guest },
        "許可されて",
      ],
    ] as [string, TestUser, Become, string][])(
      "[R2.4] is refused with %s",
      async (_why, user, become, words) => {
        const session = await open(user, become);
        const fault = await faultOf(session.run(whoAmI));
        expect(fault).toMatchObject({ kind: "become-refused", message: expect.stringContaining(words) });
        expect(`${fault.stack}${JSON.stringify(fault)}`).not.toMatch(/nonsense|password-of/);
      },
    );

    it.each([
      ["with a password", testPasswords.seated],
      ["without", null],
    ])("[R2.4] says that the host wants a terminal, %s", async (_how, password) => {
      const session = await open("seated", { how: "sudo", password });
      expect(await faultOf(session.run(whoAmI))).toMatchObject({
        kind: "wants-tty",
        message: expect.stringContaining("requiretty"),
      });
    });
  });

  describe.concurrent("that does not end by itself", () => {
    /** Starts three processes, two of which ignore requests to end; only these on the host have this name. */
    const stubborn = () => {
      const name = randomUUID();
      const script = `trap '' TERM; sh -c "trap '' TERM; while :; do sleep 0.1; done" ${name} & echo ready; wait; sleep 60`;
      return { name, argv: ["/bin/sh", "-c", script, name] as [string, ...string[]] };
    };
    const ways: [string, TestUser, Become, boolean][] = [
      ["as the user", "ops", { how: "none", password: null }, false],
      ["by sudo", "ops", bySudo, true],
      ["by su", "ops", bySu, true],
    ];

    it.each(ways)(
      "[R5.6] %s is timed out, with everything it started",
      async (_how, user, become, asRoot) => {
        const session = await open(user, become);
        const { name, argv } = stubborn();
        expect(await session.run(command(argv, { asRoot, timeoutSeconds: 1 }))).toMatchObject({
          ended: "timed-out",
          exitCode: null,
          stdout: "ready\n",
        });
        expect(host.processes(name)).toEqual([]);
      },
    );

    it.for(ways)("[R5.6] %s is aborted, with everything it started", async (way, { expect }) => {
      const [, user, become, asRoot] = way;
      const session = await open(user, become);
      const { name, argv } = stubborn();
      const over = new AbortController();
      const running = session.run(
        command(argv, { asRoot, signal: over.signal, timeoutSeconds: 60, onOutput: () => over.abort() }),
      );
      await expect.poll(() => host.processes(name).length).toBeGreaterThanOrEqual(3);
      expect(await running).toMatchObject({ ended: "aborted", exitCode: null, stdout: "ready\n" });
      expect(host.processes(name)).toEqual([]);
    });

    it("[R5.6] is over when the session's time is over, before the connection is", async () => {
      const over = new AbortController();
      const session = await open("ops", bySudo, { signal: over.signal });
      const { name, argv } = stubborn();
      const running = session.run(
        command(argv, { asRoot: true, timeoutSeconds: 60, onOutput: () => over.abort() }),
      );
      expect(await running).toMatchObject({ ended: "aborted" });
      expect(host.processes(name)).toEqual([]);
      expect(await faultOf(session.run(command(["id"])))).toMatchObject({ kind: "connection-lost" });
    });

    it("[R5.6] is ended from here if the target's own clock stops", async () => {
      const session = await open("ops", bySudo, { marginSeconds: 2 });
      const { name, argv } = stubborn();
      const stopped: number[] = [];
      const stopClocks = () => {
        for (const pid of host.processes(`timeout -k 1 1 ${argv.join(" ")}`)) {
          process.kill(pid, "SIGSTOP");
          stopped.push(pid);
        }
      };
      const stubbornly = command(argv, { asRoot: true, timeoutSeconds: 1, onOutput: stopClocks });
      expect(await session.run(stubbornly)).toMatchObject({ ended: "timed-out", stdout: "ready\n" });
      expect(stopped).not.toEqual([]);
      expect(host.processes(name)).toEqual([]);
    });

    it("[R5.6] never begins if it was aborted before", async () => {
      const session = await open("ops", bySudo);
      const aborted = AbortSignal.abort();
      const touch = command(["touch", "/home/ops/ran"], { asRoot: true, signal: aborted });
      expect(await session.run(touch)).toMatchObject({ ended: "aborted", stdout: "" });
      await session.close();
      expect(await host.onHost("ls /home/ops")).toBe("");
    });
  });

  it("[R5.6] is lost if the host falls silent", async () => {
    const session = await open("ops", { how: "none", password: null }, { keepAliveSeconds: 1 });
    let isSilent = false;
    const freeze = () => {
      host.freeze();
      isSilent = true;
    };
    const running = session.run(sh("echo ready; sleep 30", { timeoutSeconds: 60, onOutput: freeze }));
    expect(await faultOf(running)).toMatchObject({ kind: "connection-lost" });
    expect(isSilent).toBe(true);
  });

  it("[R5.6] is lost with the connection, and the host itself ends it on time", async () => {
    const session = await open("ops", bySudo);
    const name = randomUUID();
    const running = session.run(
      command(["/bin/sh", "-c", "echo ready; sleep 60; :", name], {
        asRoot: true,
        timeoutSeconds: 2,
        onOutput: () => host.cut(),
      }),
    );
    expect(await faultOf(running)).toMatchObject({
      kind: "connection-lost",
      message: `connection-lost: 127.0.0.1:${host.port} との接続が切れました`,
    });
    expect(await faultOf(session.run(command(["id"])))).toMatchObject({ kind: "connection-lost" });
    await expect.poll(() => host.processes(name), { timeout: 5000 }).toEqual([]);
  });
});
