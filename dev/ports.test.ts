import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { choosePorts, holdNextFree, refuseTakenPorts } from "./ports.ts";

const newStateDir = () => mkdtempSync(path.join(tmpdir(), "toban-"));
const releaseAll = (ports: Awaited<ReturnType<typeof choosePorts>>) =>
  Promise.all(Object.values(ports).map((held) => held.release()));

it("takes the next free port, and keeps it from others until it is released", async () => {
  const first = await holdNextFree(40_000);
  const second = await holdNextFree(first.port);
  expect(second.port).toBeGreaterThan(first.port);
  await first.release();
  const again = await holdNextFree(first.port);
  expect(again.port).toBe(first.port);
  await Promise.all([second.release(), again.release()]);
});

it("gives a state directory the ports that it had, and another system others", async () => {
  const [mine, others] = [newStateDir(), newStateDir()];
  const held = await choosePorts(mine);
  const beside = await choosePorts(others);
  const numbers = Object.values(held).map(({ port }) => port);
  expect(new Set([...numbers, ...Object.values(beside).map(({ port }) => port)]).size).toBe(
    numbers.length * 2,
  );
  await releaseAll(held);
  const again = await choosePorts(mine);
  expect(Object.values(again).map(({ port }) => port)).toEqual(numbers);
  await Promise.all([releaseAll(again), releaseAll(beside)]);
});

it("names every fixed port that is taken, by variable and number", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const fixed = [
    { variable: "PORT", port },
    { variable: "MAIL_INTAKE_PORT", port },
  ];
  await expect(refuseTakenPorts(fixed, "127.0.0.1")).rejects.toThrow(
    new RegExp(`PORT: port ${port} is taken.*\\n.*MAIL_INTAKE_PORT: port ${port} is taken`),
  );
  await new Promise((resolve) => server.close(resolve));
  await refuseTakenPorts(fixed, "127.0.0.1");
});
