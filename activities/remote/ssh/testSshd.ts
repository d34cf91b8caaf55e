import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findCounterpart } from "../../../dev/counterparts.ts";
import { freePorts } from "../../../dev/freePorts.ts";
import type { Hop, SshRoute } from "./hop.ts";

const server = findCounterpart("sshd");

/** Needs root, since the server has its own users. In CI nothing is skipped: there it must work. */
export const skippedWithoutSshd =
  (server === null || findCounterpart("sudo") === null) && process.env.CI !== "true";

/** Who may log in on every test server; `ops` also with the key. */
export const testPasswords = {
  /** May do anything through sudo, with the password. */
  ops: "pass 'w0rd' of ops",
  /** Uses sudo without a password. */
  deploy: "password-of-deploy",
  /** Not in the sudoers file. */
  guest: "password-of-guest",
  /** sudo demands a terminal. */
  seated: "password-of-seated",
  /** Accepts the password by keyboard-interactive only. */
  asked: "password-of-asked",
  /** May not forward connections. */
  walled: "password-of-walled",
  /** Has no shell. */
  shut: "password-of-shut",
  root: "password-of-root",
} as const;
export type TestUser = keyof typeof testPasswords;

const sudoers = `
Defaults env_reset, use_pty, secure_path="/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", passwd_tries=3, lecture=always
Defaults:seated requiretty
root ALL=(ALL:ALL) ALL
ops ALL=(ALL:ALL) ALL
seated ALL=(ALL:ALL) ALL
deploy ALL=(ALL:ALL) NOPASSWD: ALL
`;

const configuration = (port: number, folder: string, extra: string) => `
ListenAddress 127.0.0.1
Port ${port}
HostKey ${folder}/host_key
PidFile none
UsePAM yes
${extra}
MaxStartups 100
PasswordAuthentication yes
KbdInteractiveAuthentication yes
Match User asked
  AuthenticationMethods keyboard-interactive
Match User walled
  AllowTcpForwarding no
`;

/**
 * Its own /etc (users, passwords, sudoers), /home and /run, hidden from everybody else, and its own process
 * ids: everything started in it ends with it.
 */
const hostScript = `set -e
mount -t tmpfs tmpfs "$1/own"
cp -a /etc "$1/own/etc"
mount --bind "$1/own/etc" /etc
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /home
mount -t tmpfs tmpfs /usr/local/bin
mkdir /run/sshd
printf 'session optional pam_unix.so\\n' > /etc/pam.d/common-session
cat "$1/sudoers" > /etc/sudoers
for user in ops deploy guest seated asked walled shut; do useradd -m -s /bin/sh "$user"; done
usermod -s /usr/sbin/nologin shut
chpasswd -c SHA256 -s 1000 < "$1/passwords"
mkdir -m 700 /home/ops/.ssh
cat "$1/authorized_keys" > /home/ops/.ssh/authorized_keys
chown -R ops: /home/ops
exec "$2" -D -e -f "$1/sshd_config"
`;

/** Ends with the test that started it, even if that is killed. */
const ownHost = [
  ...["--pdeathsig", "KILL", "unshare"],
  ...["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"],
];

export interface TestSshd {
  host: string;
  port: number;
  /** `SHA256:…` */
  hostKey: string;
  /** The key of `ops`, without and with the passphrase `open sesame`. */
  keys: { plain: string; locked: string };
  /** A working hop to this server, with the user's password unless `instead` says otherwise. */
  hop(user?: TestUser, instead?: Partial<Hop>): Hop;
  route(user?: TestUser, instead?: Partial<SshRoute>): SshRoute;
  /** Runs a shell line on the host as root, without SSH. */
  onHost(script: string): Promise<string>;
  /** Every process of the host whose command line contains the text, by the outer machine's ids. */
  processes(text: string): number[];
  /** Ends the server's side of all open connections, so that they break off. */
  cut(): void;
  /** Silences all open connections, like a firewall that has forgotten them. */
  freeze(): void;
  stop(): Promise<void>;
}

const passphrase = "open sesame";

export interface TestSshdOptions {
  /** Lines of its configuration, placed before ours. */
  configuration?: string;
}

/** Starts a real OpenSSH server on loopback, with users of its own and what looks like its own host. */
export async function startTestSshd(options: TestSshdOptions = {}): Promise<TestSshd> {
  if (server === null)
    throw new Error("tests over SSH need Debian's openssh-server and sudo, and root's rights");
  const folder = await mkdtemp(path.join(tmpdir(), "toban-test-sshd-"));
  const inFolder = (name: string) => path.join(folder, name);
  const [port = 0] = await freePorts(1);
  const makeKey = async (name: string, secret: string) => {
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", secret, "-C", name, "-f", inFolder(name)]);
    return readFileSync(inFolder(name), "utf8");
  };
  await run("mkdir", [inFolder("own")]);
  await makeKey("host_key", "");
  const keys = { plain: await makeKey("plain", ""), locked: await makeKey("locked", passphrase) };
  const publicKeys = ["plain.pub", "locked.pub"].map((name) => readFileSync(inFolder(name), "utf8"));
  const passwords = Object.entries(testPasswords).map(([user, password]) => `${user}:${password}\n`);
  await writeFile(inFolder("authorized_keys"), publicKeys.join(""));
  await writeFile(inFolder("passwords"), passwords.join(""), { mode: 0o600 });
  await writeFile(inFolder("sudoers"), sudoers);
  await writeFile(inFolder("sshd_config"), configuration(port, folder, options.configuration ?? ""));
  const [, hostKey = ""] = (await run("ssh-keygen", ["-lf", inFolder("host_key")])).split(" ");

  const child = spawn("setpriv", [...ownHost, "sh", "-c", hostScript, "sh", folder, server], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
  });
  await listening(child);
  const [init] = childrenOf(child.pid!);

  const signalConnections = (signal: NodeJS.Signals) => {
    for (const pid of descendantsOf(init!).filter((each) => each !== init))
      if (commandLine(pid).startsWith("sshd: ")) process.kill(pid, signal);
  };
  const hop = (user: TestUser = "ops", instead: Partial<Hop> = {}): Hop => ({
    host: "127.0.0.1",
    port,
    user,
    hostKey,
    auth: { password: testPasswords[user], key: null },
    ...instead,
  });
  return {
    host: "127.0.0.1",
    port,
    hostKey,
    keys,
    hop,
    route: (user, instead) => ({
      hops: [hop(user)],
      become: { how: "none", password: null },
      ...instead,
    }),
    onHost: (script) => run("nsenter", ["-t", String(init), "-m", "-p", "sh", "-c", script]),
    processes: (text) => descendantsOf(init!).filter((pid) => commandLine(pid).includes(text)),
    cut: () => signalConnections("SIGKILL"),
    freeze: () => signalConnections("SIGSTOP"),
    async stop() {
      if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const testPassphrase = passphrase;

async function listening(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Server listening")) resolve();
    });
    child.once("exit", () => reject(new Error(`sshd did not start: ${said}`)));
  });
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);

/** By the process table: orphans belong to the host's first process. */
function descendantsOf(pid: number): number[] {
  const found: number[] = [];
  for (const waiting = [pid]; waiting.length > 0; ) {
    const next = waiting.pop()!;
    found.push(next);
    try {
      waiting.push(...childrenOf(next));
    } catch {
      // Ended in the meantime.
    }
  }
  return found;
}

/** Empty for a process that has ended but was not yet waited for. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

async function run(program: string, args: string[]): Promise<string> {
  return (await promisify(execFile)(program, args)).stdout;
}
