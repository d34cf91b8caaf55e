import { randomBytes } from "node:crypto";
import { openVault } from "../../db/vault.ts";
import { openReaches } from "../remote/target/reaches.ts";
import { guardOfTests } from "../remote/testGuard.ts";
import type { RunbookDeps } from "./deps.ts";

/** For tests without runbooks. */
export const withoutRunbooks = (): RunbookDeps => ({
  catalogue: new Map(),
  vault: openVault([{ id: "test", key: randomBytes(32) }]),
  reaches: openReaches(),
  guard: guardOfTests(),
  ownAccountCustomers: [],
  turns: { ask: async () => undefined, giveBack: async () => undefined, isGoingOn: async () => false },
});
