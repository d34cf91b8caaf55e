import type { LookupFunction } from "node:net";
import { type AddressGuard, AddressRefused, addressGuard } from "../activities/remote/addressGuard.ts";
import type { Refusal } from "../domain/addressGuard.ts";
import type { CustomerConfiguration } from "../domain/customers/configuration.ts";
import type { CustomerFile } from "../domain/customers/file.ts";
import type { Remark } from "../domain/customers/yamlSource.ts";
import { isWebhook } from "../domain/messages/chat/fields.ts";
import type { CommandContext } from "./context.ts";

/** Opens a customer's secret; null if it is not set, or cannot be read here. */
export type OpenedHere = (customer: string, name: string) => Promise<string | null>;

type Networks = Pick<CommandContext, "guarded">;

/** The webhooks of a file that could never be posted to. */
export async function refusedWebhooks({ webhooks }: CustomerFile, context: Networks): Promise<Remark[]> {
  const remarks = await Promise.all(
    webhooks.map(async ({ url, ...position }) => {
      const message = await problemOfWebhook(url, context);
      return message === null ? [] : [{ ...position, message }];
    }),
  );
  return remarks.flat();
}

/** The same for webhooks whose address is a secret. */
export async function refusedSecretWebhooks(
  configuration: CustomerConfiguration,
  valueAt: CustomerFile["valueAt"],
  open: OpenedHere,
  context: Networks,
): Promise<Remark[]> {
  const remarks = await Promise.all(
    Object.entries(configuration.chat).map(async ([id, chat]) => {
      if (!("url" in chat) || typeof chat.url === "string") return [];
      const { secret } = chat.url;
      const address = await open(configuration.customer, secret);
      const problem = address === null ? null : await problemOfWebhook(address, context);
      if (problem === null) return [];
      return [{ ...valueAt(["chat", id, chat.kind, "url"]), message: `secret "${secret}": ${problem}` }];
    }),
  );
  return remarks.flat();
}

/** Asks the guard that also decides when we post. Never repeats the address. */
export async function problemOfWebhook(url: string, context: Networks): Promise<string | null> {
  if (!isWebhook(url)) return wordsOf["in-clear"];
  const refusal = await refusalOf(new URL(url), addressGuard(context.guarded()));
  return refusal && wordsOf[refusal];
}

const notInTheOpen = "expected an address in the open: this one is not, and ALLOW_NETWORKS does not hold it";
const wordsOf: Record<Refusal, string> = {
  local: notInTheOpen,
  own: notInTheOpen,
  private: notInTheOpen,
  unreadable: notInTheOpen,
  "in-clear": "expected an https address: http is taken only where ALLOW_NETWORKS holds the address",
};

/** A name over https is checked when we post: its address today says nothing about tomorrow. */
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
      // A name that does not resolve now cannot be shown to be inside ALLOW_NETWORKS.
      else
        resolve(
          error instanceof AddressRefused && error.refusal !== "unreadable" ? error.refusal : "in-clear",
        );
    }),
  );
