import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unitStart } from "../../domain/runbooks/unitStart.ts";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { findCounterpart } from "../counterparts.ts";
import { testDirectory } from "../testDirectory.ts";
import { type SshHost, startSshHost } from "./sshHost.ts";

let sandbox: Sandbox;
let host: SshHost | null;
beforeAll(async () => {
  sandbox = await startSandbox({ twilio: { accountSid: "AC0", authToken: "demo" } });
  host = await startSshHost(sandbox.url);
});
afterAll(async () => {
  await host?.stop();
  await sandbox.stop();
});

const keyFile = path.join(testDirectory(), "login");

async function onHost(command: string): Promise<string> {
  const { port, user, key } = host!;
  writeFileSync(keyFile, key, { mode: 0o600 });
  const options = [
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    "UserKnownHostsFile=/dev/null",
    "-o",
    "LogLevel=ERROR",
  ];
  const args = ["-i", keyFile, "-p", String(port), ...options, `${user}@127.0.0.1`, command];
  return (await promisify(execFile)("ssh", args)).stdout;
}

it.runIf(findCounterpart("sshd") !== null)(
  "[R5.6] tells of a restart of the demo server as systemd does, so that its runbook sees it",
  async () => {
    const shown = () => onHost("systemctl show --property=InvocationID nginx");
    const before = unitStart(await shown());
    expect(before).not.toBe("");
    expect(unitStart(await shown())).toBe(before);
    await onHost("sudo -n -- systemctl restart nginx");
    expect(unitStart(await shown())).not.toBe(before);
  },
);
