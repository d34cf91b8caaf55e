import { readAddressRange } from "../../domain/addressRange.ts";
import { type AddressGuard, addressGuard } from "./addressGuard.ts";

/** The counterparts in tests are on this machine. */
export const guardOfTests = (...allowed: string[]): AddressGuard =>
  addressGuard({
    allowed: (allowed.length > 0 ? allowed : ["127.0.0.0/8", "::1"]).flatMap(
      (text) => readAddressRange(text) ?? [],
    ),
    ownHosts: [],
  });
