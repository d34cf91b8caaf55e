import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { DomainError } from "../../domain/errors.ts";
import { freePorts } from "../freePorts.ts";

/** The demo server as a target: runbooks log in there and restart it. */
export interface SshHost {
  host: string;
  port: number;
  user: string;
  /** `SHA256:…` */
  hostKey: string;
  /** The private key for the login, in PEM. */
  key: string;
  stop(): Promise<void>;
}

const servers = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd"];

/** A real OpenSSH server on loopback, for the user who runs the demo and one key; null if there is none. */
export async function startSshHost(sandbox: string): Promise<SshHost | null> {
  const server = servers.find((file) => existsSync(file));
  if (server === undefined) return null;
  const folder = await mkdtemp(path.join(tmpdir(), "toban-demo-ssh-"));
  const file = (name: string) => path.join(folder, name);
  const { username: user, uid } = userInfo();
  // Debian creates this directory at boot, and as root the server does not start without it.
  if (uid === 0) mkdirSync("/run/sshd", { recursive: true });
  for (const name of ["host_key", "login"])
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "demo", "-f", file(name)]);
  const [port = 0] = await freePorts(1);
  mkdirSync(file("bin"));
  await program(file("bin/systemctl"), `exec "${process.execPath}" "${file("systemctl.mjs")}" "$@"`);
  // The demo's user may restart the demo server without being root.
  await program(file("bin/sudo"), 'while test "$1" != --; do shift; done; shift; exec "$@"');
  await writeFile(file("systemctl.mjs"), systemctl(sandbox));
  await writeFile(file("sshd_config"), configuration({ folder, port, user }));
  const child = spawn(server, ["-D", "-e", "-f", file("sshd_config")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  };
  await listening(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const [, hostKey = ""] = (await run("ssh-keygen", ["-lf", file("host_key")])).split(" ");
  return { host: "127.0.0.1", port, user, hostKey, key: await readFile(file("login"), "utf8"), stop };
}

const configuration = ({ folder, port, user }: { folder: string; port: number; user: string }) => `
ListenAddress 127.0.0.1
Port ${port}
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/login.pub
AllowUsers ${user}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding no
X11Forwarding no
SetEnv PATH=${folder}/bin:/usr/local/bin:/usr/bin:/bin
`;

/** The demo server is not a service of this machine, so the sandbox answers and acts in systemctl's place. */
const systemctl = (sandbox: string) => `
const [verb, ...rest] = process.argv.slice(2);
const ask = async (method, where = "") => {
  const response = await fetch("${sandbox}/control/demo" + where, { method });
  return method === "GET" ? await response.json() : null;
};
if (rest.at(-1) !== "nginx") process.exit(verb === "show" ? 0 : 4);
if (verb === "restart" || verb === "start") await ask("POST", "/mend");
else if (verb === "is-active") process.exit((await ask("GET")).broken ? 3 : 0);
else if (verb === "show") console.log("InvocationID=start-" + (await ask("GET")).starts);
else if (verb !== "cat") process.exit(64);
`;

async function program(file: string, script: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

async function listening(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Server listening")) resolve();
    });
    child.once("exit", () =>
      reject(new DomainError("ssh_server", `the SSH server did not start: ${said.trim()}`)),
    );
  });
}

const run = async (name: string, args: string[]): Promise<string> =>
  (await promisify(execFile)(name, args)).stdout;
