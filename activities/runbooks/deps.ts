import type { Vault } from "../../db/vault.ts";
import type { Catalogue } from "../../runbooks/catalogue.ts";
import type { AddressGuard } from "../remote/addressGuard.ts";
import type { Reaches } from "../remote/target/reaches.ts";

/** What runs of runbooks act through besides the rest. */
export interface RunbookDeps {
  catalogue: Catalogue;
  vault: Vault;
  reaches: Reaches;
  turns: Turns;
  guard: AddressGuard;
  /** Ids, `*` for all: whose calls at AWS may use the worker's own credentials. */
  ownAccountCustomers: readonly string[];
  /** Left out: AWS's own. */
  awsEndpoint?: string | undefined;
}

/** Two runs never work on one target at once: who is next is for the target's own workflow to say. */
export interface Turns {
  ask(order: { run: string; customer: string; system: string; target: string }): Promise<void>;
  /** Whether a run's workflow still goes on. */
  isGoingOn(run: string): Promise<boolean>;
}
