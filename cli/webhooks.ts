import type { LookupFunction } from "node:net";
import { type AddressGuard, AddressRefused, addressGuard } from "../activities/remote/addressGuard.ts";
import type { Refusal } from "../domain/addressGuard.ts";
import type { CustomerFile } from "../domain/customer/file.ts";
import type { Remark } from "../domain/customer/yamlSource.ts";
import type { CommandContext } from "./context.ts";

/** Webhooks of a file that nothing will ever be posted to, by the guard that is asked at posting. */
export async function refusedWebhooks(
  { webhooks }: CustomerFile,
  context: Pick<CommandContext, "guarded">,
): Promise<Remark[]> {
  if (webhooks.length === 0) return [];
  const guard = addressGuard(context.guarded());
  const remarks = await Promise.all(
    webhooks.map(async ({ url, ...position }): Promise<Remark[]> => {
      const refusal = await refusalOf(new URL(url), guard);
      return refusal === null ? [] : [{ ...position, message: wordsOf[refusal] }];
    }),
  );
  return remarks.flat();
}

const notInTheOpen = "expected an address in the open: this one is not, and ALLOW_NETWORKS does not hold it";
const wordsOf: Record<Refusal, string> = {
  ...{ local: notInTheOpen, own: notInTheOpen, private: notInTheOpen, unreadable: notInTheOpen },
  "in-clear": "expected an https address: http is taken only where ALLOW_NETWORKS holds the address",
};

/** A name over https is judged at posting: what it stands for today says nothing of tomorrow. */
async function refusalOf({ protocol, hostname }: URL, guard: AddressGuard): Promise<Refusal | null> {
  const isSecure = protocol === "https:";
  try {
    const lookup = guard.lookupOf(hostname, isSecure ? "webhook" : "webhook-in-clear");
    return isSecure ? null : await refusalOfName(hostname, lookup);
  } catch (error) {
    if (error instanceof AddressRefused) return error.refusal;
    throw error;
  }
}

const refusalOfName = (hostname: string, lookup: LookupFunction): Promise<Refusal | null> =>
  new Promise((resolve) =>
    lookup(hostname, { all: true }, (error) => {
      if (error === null) resolve(null);
      // What cannot be found now is not inside ALLOW_NETWORKS for all that is known.
      else
        resolve(
          error instanceof AddressRefused && error.refusal !== "unreadable" ? error.refusal : "in-clear",
        );
    }),
  );
