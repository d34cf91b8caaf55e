import { DomainError } from "../../domain/errors.ts";

/** The sandbox's controls that the demo uses. */
export function sandboxControl(sandbox: string) {
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox}/control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    if (!response.ok)
      throw new DomainError("sandbox", `the sandbox answered ${response.status} to ${method} ${path}`);
  };
  return {
    phone: (number: string, behaviour: Record<string, unknown>) =>
      send("PUT", `phones/${encodeURIComponent(number)}`, { behaviour }),
    watchDemoServer: (watch: Record<string, string>) => send("POST", "demo/watch", watch),
    breakDemoServer: () => send("POST", "demo/break"),
    mendDemoServer: () => send("POST", "demo/mend"),
  };
}
