import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../clock.ts";

const INTERVAL_SECONDS = 1;
const PATIENCE_MILLISECONDS = 5000;

export const watchSchema = z.object({
  /** Where to post alerts, and the source's key. */
  intakeUrl: z.url({ protocol: /^https?$/ }),
  key: z.string().min(1),
  node: z.string().min(1),
  alarm: z.string().min(1),
  system: z.string().optional(),
  level: z.enum(["low", "middle", "high"]).default("high"),
  /** The page to check; absent: the demo shop. */
  url: z.url({ protocol: /^https?$/ }).optional(),
});

export type Watch = z.infer<typeof watchSchema>;

interface Finding {
  ok: boolean;
  value: string;
}

/**
 * A small monitoring tool: requests a page every second and posts an alert when its state changes. An alert
 * that was not accepted is posted again with the same Idempotency-Key until it is.
 */
export class ShopCheck {
  #clock: Clock;
  #shopUrl: () => string;
  #onChange: () => void;
  #watch: Watch | null = null;
  #cancel = () => {};
  #wasOk = true;
  #unsent: { alert: object; idempotencyKey: string }[] = [];

  constructor(clock: Clock, shopUrl: () => string, onChange: () => void) {
    this.#clock = clock;
    this.#shopUrl = shopUrl;
    this.#onChange = onChange;
  }

  get watching(): Pick<Watch, "node" | "alarm"> | null {
    return this.#watch && { node: this.#watch.node, alarm: this.#watch.alarm };
  }

  /** Starts again, and assumes that the server is up until a check says otherwise. */
  watch(watch: Watch): void {
    this.stop();
    this.#watch = watch;
    this.#schedule(watch);
    this.#onChange();
  }

  stop(): void {
    this.#cancel();
    this.#watch = null;
    this.#wasOk = true;
    this.#unsent = [];
    this.#onChange();
  }

  #schedule(watch: Watch): void {
    this.#cancel = this.#clock.after(INTERVAL_SECONDS * 1000, async () => {
      await this.#check(watch);
      if (this.#watch === watch) this.#schedule(watch);
    });
  }

  async #check(watch: Watch): Promise<void> {
    const found = await look(watch.url ?? this.#shopUrl());
    if (this.#watch !== watch) return;
    if (found.ok !== this.#wasOk) {
      this.#wasOk = found.ok;
      this.#unsent.push({ alert: this.#alertOf(watch, found), idempotencyKey: randomUUID() });
    }
    await this.#send(watch);
  }

  #alertOf(watch: Watch, found: Finding): object {
    const { node, alarm, system, level } = watch;
    const status = found.ok ? "recovered" : "firing";
    return {
      node,
      alarm,
      system,
      level,
      status,
      value: found.value,
      occurredAt: this.#clock.now().toISOString(),
    };
  }

  /** In order, so that a recovery never overtakes its alert. */
  async #send(watch: Watch): Promise<void> {
    while (this.#unsent[0]) {
      const { alert, idempotencyKey } = this.#unsent[0];
      const headers = {
        authorization: `Bearer ${watch.key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      };
      const body = JSON.stringify(alert);
      const status = await statusOf(watch.intakeUrl, { method: "POST", headers, body });
      if (status !== 202 || this.#watch !== watch) return;
      this.#unsent.shift();
    }
  }
}

async function look(url: string): Promise<Finding> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    await response.arrayBuffer();
    return { ok: response.ok, value: `${response.status} ${response.statusText}` };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    return { ok: false, value: isTimeout ? "timeout" : "connection failed" };
  }
}

async function statusOf(url: string, init: RequestInit): Promise<number> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
