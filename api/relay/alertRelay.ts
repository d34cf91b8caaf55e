import type { Client } from "@temporalio/client";
import type { Logger } from "pino";
import { type Bound, bindOnce, giveUpLease, isClosed, markRelayed } from "../../db/alerts/binding.ts";
import type { RelayKey } from "../../db/alerts/relayKey.ts";
import { waitingAlerts, waitingOfKey } from "../../db/alerts/relayQueue.ts";
import type { Database } from "../../db/connect.ts";
import { configurationVersion } from "../../db/customers/customers.ts";
import { adoptAlerts } from "../../db/incidents/assignments.ts";
import type { AlertRow, IncidentRow } from "../../db/schema/index.ts";
import type { AssignedRule } from "../../domain/incidents/leadsTo.ts";
import { isOutage } from "../http/outage.ts";
import type { Ended } from "./loop.ts";
import { newIncident, type Pinned } from "./opening.ts";
import { tellIncident } from "./startIncident.ts";
import { isTemporalOutage } from "./temporalOutage.ts";
import { Turns } from "./turns.ts";

export interface AlertRelaySettings {
  /** How many keys are relayed at once. */
  atOnce: number;
  /** How many keys of one customer are taken in one turn. */
  perCustomer: number;
  /** How many incidents of one customer may be starting: a flood waits in rows, not in workflows. */
  youngPerCustomer: number;
  sloWarningMinutes: number;
}

export interface RelayDeps {
  db: Database;
  client: Client;
  clock: () => Date;
  logger: Logger;
}

/**
 * While a server relays a key, others leave it alone. If the server dies, its keys are free after this long.
 */
const leaseMilliseconds = 15_000;
const alertsInOneTurn = 50;
/** If Temporal is slow, a key with many alerts makes way for others after this long. */
const turnMilliseconds = 1_000;
const failedKeyMilliseconds = 1_000;

/**
 * Relays alerts from their rows to their incidents' workflows, customers in turn, in order per key
 * (architecture, "Intake never loses"). `next()` begins what may begin now.
 */
export class AlertRelay {
  readonly #deps: RelayDeps;
  readonly #settings: AlertRelaySettings;
  readonly #onEnded: (ended: Ended) => void;
  readonly #busy = new Map<string, { key: RelayKey; work: Promise<void> }>();
  /** Keys that failed, with the time of the next attempt. They hold up no others. */
  readonly #failed = new Map<string, { key: RelayKey; until: number }>();

  /** The last look skipped something: a key that was being relayed, or one beyond the limits. */
  #passedOver = false;
  readonly #turns = new Turns();

  constructor(deps: RelayDeps, settings: AlertRelaySettings, onEnded: (ended: Ended) => void) {
    this.#deps = deps;
    this.#settings = settings;
    this.#onEnded = onEnded;
  }

  async next(): Promise<void> {
    this.#passedOver = this.isBusy();
    const { atOnce, perCustomer, youngPerCustomer } = this.#settings;
    if (this.#busy.size >= atOnce) return;
    const { alerts, capped } = await waitingAlerts(this.#deps.db, {
      perCustomer,
      youngPerCustomer,
      now: this.#deps.clock(),
      except: this.#heldBack(),
    });
    this.#passedOver ||= alerts.length >= Math.min(perCustomer, atOnce - this.#busy.size);
    for (const key of this.#turns.inTurn(alerts)) {
      const name = JSON.stringify([key.customer, key.source, key.dedupKey]);
      if (this.#busy.size >= atOnce) break;
      if (!this.#busy.has(name)) this.#begin(name, key);
    }
    if (capped) this.#onEnded("capped");
  }

  isBusy(): boolean {
    return this.#busy.size > 0;
  }

  async idle(): Promise<void> {
    await Promise.all([...this.#busy.values()].map(({ work }) => work));
  }

  #begin(name: string, key: RelayKey): void {
    this.#turns.take(key.customer);
    const work = this.#relayKey(key)
      .catch((error: unknown): Ended => {
        this.#deps.logger.warn({ err: error }, "an alert could not be relayed; will retry");
        this.#failed.set(name, { key, until: Date.now() + failedKeyMilliseconds });
        return isOutage(error) || isTemporalOutage(error) ? "outage" : "done";
      })
      .then((ended) => {
        this.#busy.delete(name);
        this.#onEnded(ended === "done" && this.#passedOver ? "more" : ended);
      });
    this.#busy.set(name, { key, work });
  }

  #heldBack(): RelayKey[] {
    for (const [name, { until }] of this.#failed) if (until <= Date.now()) this.#failed.delete(name);
    return [...this.#busy.values(), ...this.#failed.values()].map(({ key }) => key);
  }

  /** Relays a key's waiting alerts, oldest first. One that fails keeps those behind it waiting. */
  async #relayKey(key: RelayKey): Promise<Ended> {
    // Read before anything is locked: a transaction that waits for a second connection may wait for ever.
    const { alerts: waiting, assignment, version } = await waitingOfKey(this.#deps.db, key, alertsInOneTurn);
    const current = await this.#pinnedTo(version);
    // Once an operator assigns a customer, this key's alerts move to that customer.
    const owner = key.customer === null ? (assignment?.toCustomer ?? null) : null;
    if (owner !== null) {
      await adoptAlerts(this.#deps.db, key, owner);
      return "more";
    }
    const turnEndsAt = performance.now() + turnMilliseconds;
    const told = new Set<number>();
    for (const [place, alert] of waiting.entries()) {
      if (told.has(alert.id)) continue;
      const behind = waiting.slice(place + 1).map(({ id }) => id);
      const ids = await this.#relay(alert, behind, key, current, assignment?.rule ?? null);
      for (const id of ids) told.add(id);
      if (performance.now() > turnEndsAt) return "more";
    }
    return told.size === waiting.length && waiting.length < alertsInOneTurn ? "done" : "more";
  }

  /**
   * Relays one alert. Returns all alerts told with it: they share a signal, since Temporal limits a run's signals.
   */
  async #relay(
    alert: AlertRow,
    behind: readonly number[],
    key: RelayKey,
    current: Pinned | null,
    assigned: AssignedRule,
  ): Promise<number[]> {
    const { db, clock } = this.#deps;
    const now = clock();
    const leaseUntil = new Date(now.getTime() + leaseMilliseconds);
    const make = (opening: AlertRow) => newIncident(opening, current, assigned, now);
    const bound = await bindOnce(db, alert.id, key, make, { now, leaseUntil }, behind);
    if (bound === null || bound.incident === null) return [];
    const { incident } = bound;
    const ids = idsIn(bound);
    if (incident.closedAt === null) await this.#tell({ ...bound, incident }, assigned);
    await markRelayed(db, ids, clock());
    return ids;
  }

  /** If Temporal refuses an alert now, this or another server may take it again at once. */
  async #tell(bound: Bound & { incident: IncidentRow }, assigned: AssignedRule): Promise<void> {
    const { db, client } = this.#deps;
    try {
      const pinned = await this.#pinnedTo(bound.incident.version);
      const { sloWarningMinutes } = this.#settings;
      const telling = { client, sloWarningMinutes, isClosed: (number: number) => isClosed(db, number) };
      await tellIncident(telling, bound, pinned, assigned);
    } catch (error) {
      await giveUpLease(db, idsIn(bound));
      throw error;
    }
  }

  async #pinnedTo(version: number | null): Promise<Pinned | null> {
    if (version === null) return null;
    return { version, configuration: await configurationVersion(this.#deps.db, version) };
  }
}

const idsIn = ({ alert, behind = [] }: Bound): number[] => [alert, ...behind].map(({ id }) => id);
