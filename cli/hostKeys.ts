import { addressGuard } from "../activities/remote/addressGuard.ts";
import { connectTo, hostKeyOf, type Link } from "../activities/remote/ssh/connect.ts";
import { RemoteFault } from "../activities/remote/ssh/fault.ts";
import { hopAt, type OpenSecret, pinnedKey, type StoredHostKeys } from "../activities/remote/ssh/route.ts";
import type { Database } from "../db/connect.ts";
import { storeHostKey } from "../db/runbooks/hostKeys.ts";
import { targetPath, type WayPoint } from "../domain/customers/targets.ts";
import { DomainError } from "../domain/errors.ts";
import { actorText } from "../domain/people/actor.ts";
import { say } from "../domain/say.ts";
import type { CommandContext } from "./context.ts";
import { userName } from "./userName.ts";

interface Looking {
  context: Pick<CommandContext, "answer" | "say" | "now" | "guarded">;
  db: Database;
  customer: string;
  way: readonly WayPoint[];
  hostKeys: StoredHostKeys;
  openSecret: OpenSecret;
  /** Also store the jump hosts' keys. */
  all: boolean;
  replace: boolean;
}

const inTime = { signal: new AbortController().signal, connectTimeoutSeconds: 15 };

/** Shows the host key of each host on the way, and stores the last one's. Logs in only on the jump hosts. */
export async function lookAlong(looking: Looking): Promise<void> {
  const { context, way, hostKeys, openSecret } = looking;
  const patience = { ...inTime, guard: addressGuard(context.guarded()) };
  const links: Link[] = [];
  try {
    for (const point of way) {
      const isTarget = point === way.at(-1);
      const server = { host: point.host, port: point.connect.port, user: point.connect.user };
      const seen = await hostKeyOf(server, links.at(-1) ?? null, patience);
      context.answer(`${targetPath(point)} ${seen}`);
      await settle(looking, point, seen, isTarget);
      if (isTarget) break;
      const hop = { ...(await hopAt(point, hostKeys, openSecret)), hostKey: seen };
      links.push({ hop, client: await connectTo(hop, links.at(-1) ?? null, patience) });
    }
  } catch (error) {
    if (error instanceof RemoteFault)
      throw new DomainError(error.kind, `${say(error.reason, "en")}.`, { cause: error });
    throw error;
  } finally {
    for (const { client } of links.reverse()) client.destroy();
  }
}

/** Stores the key, or refuses to go on. Only the customer's file can change a key that it pins. */
async function settle(looking: Looking, point: WayPoint, seen: string, isTarget: boolean): Promise<void> {
  const { context, db, customer, hostKeys, all, replace } = looking;
  const path = targetPath(point);
  const { hostKey: inFile } = point.connect;
  const known = pinnedKey(point, hostKeys);
  if (known === seen) {
    context.say(`${path}: as ${inFile === null ? "stored" : "the customer's file says"}.`);
    return;
  }
  if (inFile !== null)
    throw new DomainError("host_key_changed", `Warning: the customer's file says ${inFile} for ${path}.`);
  const mayStore = isTarget || all;
  if (!mayStore && known === null)
    throw new DomainError(
      "host_key_unknown",
      `No host key is known for the jump host ${path}: toban hostkey ${customer} ${path}, or --all.`,
    );
  const key = { customer, system: point.system, target: point.target, fingerprint: seen };
  const storedBy = actorText({ kind: "command", name: userName() });
  if (!mayStore || !(await storeHostKey(db, { ...key, storedBy }, { replace }, context.now()))) {
    const hint = mayStore ? " If it is meant to be new, say --replace." : "";
    throw new DomainError(
      "host_key_changed",
      `Warning: ${known ?? "another key"} is stored for ${path}.${hint}`,
    );
  }
  context.say(`${path}: ${known === null ? "stored" : `stored in place of ${known}`}.`);
}
