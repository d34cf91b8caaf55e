import type { Vault } from "../../db/vault.ts";
import type { Catalogue } from "../../runbooks/catalogue.ts";
import type { AddressGuard } from "../remote/addressGuard.ts";
import type { Reaches } from "../remote/target/reaches.ts";

/** What else runbook runs need. */
export interface RunbookDeps {
  catalogue: Catalogue;
  vault: Vault;
  reaches: Reaches;
  turns: Turns;
  guard: AddressGuard;
  /** Customer ids, or `*` for all, whose AWS calls may use the worker's own credentials. */
  ownAccountCustomers: readonly string[];
  /** Default: AWS's own. */
  awsEndpoint?: string | undefined;
}

/** One run's place on its target. */
export interface TurnOrder {
  run: string;
  customer: string;
  system: string;
  target: string;
}

/** If several runs want one target, its own workflow decides who is next. */
export interface Turns {
  ask(order: TurnOrder): Promise<void>;
  /** Tells it that a run's turn is over. */
  giveBack(order: TurnOrder): Promise<void>;
  /** Whether a run's workflow is still running. */
  isGoingOn(run: string): Promise<boolean>;
}
