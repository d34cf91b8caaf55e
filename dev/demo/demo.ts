import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parsePhoneNumber } from "libphonenumber-js";
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import type { System } from "../system.ts";
import { untilTrue } from "../untilTrue.ts";
import { type DemoApi, demoApi } from "./api.ts";
import { toban, tobanTold } from "./command.ts";
import { sandboxControl } from "./sandboxControl.ts";
import { type SshHost, startSshHost } from "./sshHost.ts";
import { clock, story } from "./story.ts";
import { whatIsMissing } from "./verdict.ts";

export interface DemoSurroundings {
  signal: AbortSignal;
  say(text: string): void;
}

const exampleFile = fileURLToPath(new URL("../../examples/acme.yaml", import.meta.url));
const shop = { node: "web01", alarm: "HTTP", system: "shop" };
const withinMilliseconds = 50_000;

/** Breaks the demo server and narrates the incident. Returns 0 only if it was handled to its end. */
export async function runDemo(system: System, surroundings: DemoSurroundings): Promise<number> {
  const host = await startSshHost(system.sandbox);
  try {
    return await play(system, host, surroundings);
  } finally {
    await host?.stop();
  }
}

async function play(
  system: System,
  host: SshHost | null,
  { signal, say }: DemoSurroundings,
): Promise<number> {
  const sandbox = sandboxControl(system.sandbox);
  const phones = phonesOfExample();
  const line = (icon: string, words: string, at = new Date().toISOString()) =>
    say(`${clock(at)}  ${icon}  ${words}`);

  await importExample(system, host);
  if (host === null)
    say(
      "No SSH server (Debian: openssh-server) is on this machine: the demo server must be repaired by hand.",
    );
  const [key, token] = await Promise.all([
    toban(system.env, "source-key", "acme", "demo"),
    toban(system.env, "user", "add", "demo-viewer", "--role", "operator", "--token"),
  ]);
  const api = demoApi(system.api, token);
  const intakeUrl = `${system.api}/intake/alerts`;
  await sandbox.phone(phones.sato, { kind: "no-answer" });
  await sandbox.phone(phones.suzuki, { kind: "answer", afterSeconds: 2, press: "1", pressAfterSeconds: 4 });
  await sandbox.mendDemoServer();
  await endEarlierIncidents(api, intakeUrl, key);

  const brokenAt = Date.now();
  line("💥", "the demo server is broken; it is checked every second");
  await sandbox.watchDemoServer({ intakeUrl, key, ...shop });
  await sandbox.breakDemoServer();

  const told = new Set<string>();
  let missing = ["no incident was opened"];
  let mended = false;
  const tellNews = async () => {
    const [newest] = await api.incidents("acme", shop.node, shop.alarm);
    if (!newest || Date.parse(newest.openedAt) < brokenAt - 1_000) return false;
    const incident = await api.incident(newest.number);
    for (const { key: id, icon, words, at } of story(incident)) {
      if (!told.has(id)) line(icon, words, at);
      told.add(id);
    }
    if (!mended && incident.acknowledgedBy !== null) {
      mended = true;
      line("🙋", `acknowledged by ${incident.acknowledgedBy}`);
      if (host === null) {
        await sandbox.mendDemoServer();
        line("🔧", "the demo server is mended by hand");
      } else await api.startRunbook(incident.number, "restart-service");
    }
    missing = whatIsMissing(incident, { bySsh: host !== null });
    return missing.length === 0;
  };
  await untilTrue(tellNews, {
    withinMilliseconds,
    everyMilliseconds: 200,
    signal,
    otherwise: "the incident was not handled",
  }).catch((error: Error) => say(error.message));
  return concludes(missing, (Date.now() - brokenAt) / 1000, say);
}

/** Makes the demo server its web01, and puts the login key into the vault. */
async function importExample(system: System, host: SshHost | null): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "toban-demo-"));
  const file = path.join(folder, "acme.yaml");
  try {
    await writeFile(file, demoCustomerFile(readFileSync(exampleFile, "utf8"), host));
    await toban(system.env, "import", file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (host !== null) await tobanTold(system.env, host.key, "secret", "set", "acme", "web01-key");
}

/**
 * The example's file, changed for the demo: web01 is the demo server if SSH to it works, and an operator
 * starts the runbook, so that the calls can be seen first.
 */
function demoCustomerFile(example: string, host: SshHost | null): string {
  const file = parseDocument(example);
  file.setIn(["rules", 0, "firstResponse", "start"], "operator");
  if (host === null) return file.toString();
  const { port, user, hostKey } = host;
  const connect = { port, user, key: "secret:web01-key", hostKey, become: "sudo" };
  file.setIn(["systems", "shop", "targets", "web01"], file.createNode({ host: host.host, connect }));
  return file.toString();
}

function concludes(missing: readonly string[], seconds: number, say: (text: string) => void): number {
  if (missing.length === 0) {
    say(`\nHandled from its first alert to its closing in ${seconds.toFixed(0)} s, inside the SLO.`);
    return 0;
  }
  say(`\nNot handled to its end: ${missing.join("; ")}.`);
  return 1;
}

/** A demo that was cut short left its incident open, and new alerts would count as its repeats. */
async function endEarlierIncidents(api: DemoApi, intakeUrl: string, key: string): Promise<void> {
  const isOpen = async () => {
    const incidents = await api.incidents("acme", shop.node, shop.alarm);
    return incidents.some(({ state }) => state !== "closed");
  };
  if (!(await isOpen())) return;
  await fetch(intakeUrl, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ ...shop, status: "recovered", level: "high" }),
  });
  const otherwise = "an incident of an earlier demo does not close";
  await untilTrue(async () => !(await isOpen()), { withinMilliseconds: 20_000, otherwise });
}

function phonesOfExample(): { sato: string; suzuki: string } {
  const phone = z.object({
    phone: z.string().transform((text) => parsePhoneNumber(text, "JP").number as string),
  });
  const { contacts } = z
    .object({ contacts: z.object({ sato: phone, suzuki: phone }) })
    .parse(parse(readFileSync(exampleFile, "utf8")));
  return { sato: contacts.sato.phone, suzuki: contacts.suzuki.phone };
}
