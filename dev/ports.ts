import { readFileSync } from "node:fs";
import { createServer, type ListenOptions, type Server } from "node:net";
import path from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../config/configurationError.ts";
import { writePrivately } from "../config/privateFile.ts";
import type { FieldError } from "../domain/errors.ts";

/** Ports that nothing outside depends on: these if they are free, else the next free ones. */
const preferred = {
  postgres: 15432,
  temporal: 7233,
  temporalUi: 8233,
  sandbox: 8090,
  sandboxSmtp: 8025,
  sandboxDemo: 8091,
};
export type PortName = keyof typeof preferred;

export interface ChosenPorts {
  ports: Record<PortName, number>;
  /** Releases the ports for other systems, as does the end of the process. */
  giveUp(): Promise<void>;
}

/** Chooses a port for every part. A state directory keeps its ports from start to start. */
export async function choosePorts(stateDir: string): Promise<ChosenPorts> {
  const file = path.join(stateDir, "ports.json");
  const ports = { ...preferred, ...readRemembered(file) };
  const guards: Server[] = [];
  for (const name of Object.keys(preferred) as PortName[]) {
    const { port, guard } = await nextFree(ports[name]);
    ports[name] = port;
    guards.push(guard);
  }
  writePrivately(file, `${JSON.stringify(ports, null, 2)}\n`);
  return { ports, giveUp: async () => void (await Promise.all(guards.map(close))) };
}

async function nextFree(first: number): Promise<{ port: number; guard: Server }> {
  for (let port = first; port <= 65535; port += 1) {
    const guard = await tryGuard(port);
    if (guard === null) continue;
    if (await isFree(port, "127.0.0.1")) return { port, guard };
    await close(guard);
  }
  throw new Error(`no free port from ${first} upwards`);
}

/**
 * A part that has not started yet, or is restarting, holds no port. The guard keeps other systems from taking
 * it meanwhile: a kernel socket that disappears with this process, however it ends.
 */
function tryGuard(port: number): Promise<Server | null> {
  // Only Linux has socket names without a file; elsewhere, do not start two systems at the same moment.
  if (process.platform !== "linux") return tryListen({ port: 0, host: "127.0.0.1" });
  return tryListen({ path: `\0toban-port-${port}` });
}

/** The contract fixes these: outsiders know them by number, so another port would not help. */
export async function refuseTakenPorts(fixed: readonly { variable: string; port: number }[], host: string) {
  const faults: FieldError[] = [];
  for (const { variable, port } of fixed) {
    if (await isFree(port, host)) continue;
    faults.push({ path: variable, message: `port ${port} is taken by another program` });
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = await tryListen({ port, host });
  if (server) await close(server);
  return server !== null;
}

function tryListen(where: ListenOptions): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen({ ...where, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
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
