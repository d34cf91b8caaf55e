import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../config/configurationError.ts";
import { writePrivately } from "../config/privateFile.ts";
import type { FieldError } from "../domain/errors.ts";

/** Ports that nothing outside depends on: these if they are free, the next free ones if not. */
const preferred = {
  postgres: 15432,
  temporal: 7233,
  temporalUi: 8233,
  sandbox: 8090,
  sandboxSmtp: 8025,
  sandboxDemo: 8091,
};
export type PortName = keyof typeof preferred;

export interface HeldPort {
  port: number;
  /** Frees the port for the part it was chosen for; until then nobody else can take it. */
  release(): Promise<void>;
}

/** Chooses and holds a port for every part; a state directory keeps its ports from start to start. */
export async function choosePorts(stateDir: string): Promise<Record<PortName, HeldPort>> {
  const file = path.join(stateDir, "ports.json");
  const wanted = { ...preferred, ...readRemembered(file) };
  const held: [PortName, HeldPort][] = [];
  for (const name of Object.keys(preferred) as PortName[])
    held.push([name, await holdNextFree(wanted[name])]);
  const chosen = Object.fromEntries(held) as Record<PortName, HeldPort>;
  const numbers = Object.fromEntries(held.map(([name, { port }]) => [name, port]));
  writePrivately(file, `${JSON.stringify(numbers, null, 2)}\n`);
  return chosen;
}

export async function holdNextFree(first: number, host = "127.0.0.1"): Promise<HeldPort> {
  for (let port = first; port <= 65535; port += 1) {
    const server = await tryListen(port, host);
    if (server) return { port, release: () => close(server) };
  }
  throw new Error(`no free port from ${first} upwards`);
}

/** The contract fixes these: others know them by number, so another one would help nobody. */
export async function refuseTakenPorts(fixed: readonly { variable: string; port: number }[], host: string) {
  const faults: FieldError[] = [];
  for (const { variable, port } of fixed) {
    const server = await tryListen(port, host);
    if (server) await close(server);
    else faults.push({ path: variable, message: `port ${port} is taken by another program` });
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
}

function tryListen(port: number, host: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) resolve();
    else server.close(() => resolve());
  });
}

function readRemembered(file: string): Partial<Record<PortName, number>> {
  try {
    return z
      .partialRecord(z.enum(Object.keys(preferred) as PortName[]), z.number())
      .parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
