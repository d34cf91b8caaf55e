import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";
import { type Refusal, type Way, whyNotReached } from "../../domain/addressGuard.ts";
import { type AddressRange, readAddressRange, unmapped } from "../../domain/addressRange.ts";

/** Nothing was sent, and nothing will be: the address is one that no customer's file may name. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly code = "EREFUSEDADDRESS";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`the address is refused: ${refusal}`);
    this.refusal = refusal;
  }
}

export interface AddressGuard {
  /**
   * Resolves a name for one connection, and answers only addresses that may be reached: what was checked is what is
   * connected to. Throws AddressRefused where the host is such an address itself, for then nothing is resolved.
   */
  lookupOf(host: string, way: Way): LookupFunction;
}

interface Settings {
  allowed: readonly AddressRange[];
  /** Hosts of the database, of Temporal and the like. */
  ownHosts: readonly string[];
}

/** The one guard of every address that a customer's file names. */
export function addressGuard({ allowed, ownHosts }: Settings): AddressGuard {
  // A host that is an address itself is judged at once, by what was resolved last.
  let own = ownHosts;
  const resolveOwn = async (): Promise<void> => {
    own = await addressesOf(ownHosts);
  };
  void resolveOwn();
  const refusalOf = (address: string, way: Way): Refusal | null =>
    whyNotReached(address, way, { allowed, own: [...own, ...addressesOfThisMachine()].flatMap(rangeOf) });

  return {
    lookupOf(host, way) {
      const address = host.replace(/^\[(.*)\]$/, "$1");
      if (isIP(address) !== 0) {
        const refusal = refusalOf(address, way);
        if (refusal !== null) throw new AddressRefused(refusal);
      }
      return (name, options, done) => {
        resolve(name, { ...options, all: true }, (error, found) => {
          if (error !== null) return done(error, "", 0);
          void resolveOwn().then(() => {
            const refusals = found.map((one) => refusalOf(one.address, way));
            const reached = found.filter((_one, index) => refusals[index] === null);
            const [first] = reached;
            if (first === undefined) return done(new AddressRefused(refusals[0] ?? "unreadable"), "", 0);
            // Node asks for all of them where it tries several at once.
            if (options.all) return done(null, reached);
            done(null, first.address, first.family);
          });
        });
      };
    },
  };
}

function rangeOf(text: string): AddressRange[] {
  const range = readAddressRange(text.replace(/%.*$/, ""));
  return range === null ? [] : [unmapped(range)];
}

const addressesOfThisMachine = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));

/** What does not resolve just now reaches nothing of ours either. */
async function addressesOf(hosts: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    hosts.map(
      (host) =>
        new Promise<string[]>((done) =>
          resolve(host, { all: true }, (error, all) =>
            done(error === null ? all.map(({ address }) => address) : []),
          ),
        ),
    ),
  );
  return found.flat();
}
