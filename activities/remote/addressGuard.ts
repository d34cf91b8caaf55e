import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { networkInterfaces } from "node:os";
import { type Refusal, type Way, whyNotReached } from "../../domain/addressGuard.ts";
import { type AddressRange, readAddressRange, unmapped } from "../../domain/addressRange.ts";

/** Nothing was or will be sent: no customer's file may name this address. */
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
   * Resolves a name for one connection and returns only permitted addresses, so the address checked is the
   * one connected to. A host given as a forbidden address throws AddressRefused, since then nothing is
   * resolved.
   */
  lookupOf(host: string, way: Way): LookupFunction;
}

interface Settings {
  allowed: readonly AddressRange[];
  /** Hosts of the database, of Temporal and of our other services. */
  ownHosts: readonly string[];
}

/** Guards every address that a customer's file names. */
export function addressGuard({ allowed, ownHosts }: Settings): AddressGuard {
  // A host given as an address is judged at once, against our addresses as last resolved.
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
            // Node asks for all addresses when it tries several at the same time.
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

/** A name that does not resolve now cannot lead to our own hosts either. */
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
