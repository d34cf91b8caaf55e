import path from "node:path";
import { type GuardedNetworks, guardedNetworks, readCommandEnvironment } from "../config/environment.ts";
import { withRunningSystem } from "../config/runningSystem.ts";
import { connect, type Database } from "../db/connect.ts";
import { openVault, type Vault, type VaultKey } from "../db/vault.ts";
import type { Catalogue } from "../runbooks/catalogue.ts";
import { SystemUnreachable } from "./failure.ts";

/** What commands act on and answer through. */
export interface CommandContext {
  /** Opens the running system's database for `act`, and closes the connection afterwards. */
  withDatabase<Result>(act: (db: Database) => Promise<Result>): Promise<Result>;
  vault(): Vault;
  /** Whether secrets can be read and written here. */
  hasVault(): boolean;
  /** Toban's runbooks and those of `RUNBOOKS_DIR`. */
  catalogue(): Promise<Catalogue>;
  /** ISO codes. */
  callCountries(): readonly string[];
  /** Ids, `*` for all: customers whose AWS calls may use this process's credentials. */
  ownAccountCustomers(): readonly string[];
  /** Guards addresses from customers' files: a command reaches no more than the engine does. */
  guarded(): GuardedNetworks;
  /** The first one encrypts. */
  vaultKeys(): readonly VaultKey[];
  /** Standard output: only the result. */
  answer(line: string): void;
  /** Standard error: everything else. */
  say(line: string): void;
  readInput(): Promise<Buffer>;
  isTerminal: boolean;
  now(): Date;
  /** Relative file names start here. */
  directory: string;
}

/** Where a command is run from: its standard output, error and input. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  input(): Promise<Buffer>;
  /** Whether somebody types the input. */
  isTyped: boolean;
}

/** The system named by the environment, else the one running with the same `TOBAN_STATE_DIR`. */
export function commandContext(env: NodeJS.ProcessEnv, terminal: Terminal): CommandContext {
  const settings = () => readCommandEnvironment(withRunningSystem(env));
  const vaultKeys = () => {
    const { TOBAN_ENCRYPTION_KEYS: keys, TOBAN_STATE_DIR: stateDir } = settings();
    if (keys === undefined)
      throw new SystemUnreachable(
        `no system runs with the state directory ${stateDir}, and TOBAN_ENCRYPTION_KEYS is not set`,
      );
    return keys;
  };
  return {
    async withDatabase(act) {
      const { DATABASE_URL: url, TOBAN_STATE_DIR: stateDir } = settings();
      if (url === undefined)
        throw new SystemUnreachable(
          `no system runs with the state directory ${stateDir}, and DATABASE_URL is not set`,
        );
      const connection = connect(url, { maxConnections: 1 });
      try {
        return await act(connection.db);
      } finally {
        await connection.close();
      }
    },
    guarded: () => guardedNetworks(withRunningSystem(env)),
    vault: () => openVault(vaultKeys()),
    hasVault: () => settings().TOBAN_ENCRYPTION_KEYS !== undefined,
    async catalogue() {
      const { RUNBOOKS_DIR: own } = settings();
      // Only some commands need the runbooks, and zod with them.
      const { loadCatalogue } = await import("../runbooks/catalogue.ts");
      return await loadCatalogue({ own: own === undefined ? null : path.resolve(own) });
    },
    vaultKeys,
    callCountries: () => settings().CALL_COUNTRIES,
    ownAccountCustomers: () => settings().AWS_OWN_ACCOUNT_CUSTOMERS,
    answer: (line) => terminal.out(`${line}\n`),
    say: (line) => terminal.err(`${line}\n`),
    readInput: () => terminal.input(),
    isTerminal: terminal.isTyped,
    now: () => new Date(),
    // npm runs scripts in the project's folder, wherever it was called.
    directory: (env.npm_lifecycle_event === "toban" && env.INIT_CWD) || process.cwd(),
  };
}
