import { createServer } from "node:net";
import { expect, it } from "vitest";
import { choosePorts, refuseTakenPorts } from "./ports.ts";
import { testDirectory } from "./testDirectory.ts";

const newStateDir = testDirectory;
it("gives a state directory the ports that it had, and another system others", async () => {
  const [mine, others] = [newStateDir(), newStateDir()];
  const first = await choosePorts(mine);
  // Nothing listens on them yet, as before a start or while a part restarts.
  const beside = await choosePorts(others);
  const all = [...Object.values(first.ports), ...Object.values(beside.ports)];
  expect(new Set(all).size).toBe(all.length);
  await first.giveUp();
  const again = await choosePorts(mine);
  expect(again.ports).toEqual(first.ports);
  await Promise.all([again.giveUp(), beside.giveUp()]);
});

it("passes over a port that another program listens on", async () => {
  const stateDir = newStateDir();
  const chosen = await choosePorts(stateDir);
  await chosen.giveUp();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(chosen.ports.sandbox, "127.0.0.1", resolve));
  const again = await choosePorts(stateDir);
  expect(again.ports.sandbox).toBeGreaterThan(chosen.ports.sandbox);
  await again.giveUp();
  await new Promise((resolve) => server.close(resolve));
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
