import { describe, expect, it } from "vitest";
import { teams } from "../domain/messages/chat/teams.ts";
import { telephoneFaults } from "../domain/messages/providerTexts.ts";
import { worded } from "../domain/testWorded.ts";
import { networkFault } from "./networkFault.ts";

const system = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code} geheim`), { code, syscall });
const caused = (cause: unknown) => new TypeError("fetch failed", { cause });
const several = (...errors: Error[]) => Object.assign(new AggregateError(errors), { code: "ETIMEDOUT" });

describe("a fault of the connection", () => {
  it.each([
    ["refused", system("ECONNREFUSED", "connect")],
    ["out of time while connecting", system("ETIMEDOUT", "connect")],
    [
      "out of time at every address",
      several(system("ETIMEDOUT", "connect"), system("ENETUNREACH", "connect")),
    ],
    ["no such host", caused(system("ENOTFOUND", "getaddrinfo"))],
    ["fetch's own patience", caused(Object.assign(new Error(), { code: "UND_ERR_CONNECT_TIMEOUT" }))],
    [
      "a certificate of another",
      caused(Object.assign(new Error(), { code: "ERR_TLS_CERT_ALTNAME_INVALID" })),
    ],
  ])("[RA2] came before anything was sent: %s", (_name, error) => {
    expect(networkFault(error, telephoneFaults).kind).toBe("transient");
  });

  it.each([
    ["reset", system("ECONNRESET", "read")],
    ["reset, as fetch tells it", caused(Object.assign(new Error(), { code: "UND_ERR_SOCKET" }))],
    ["broken pipe", system("EPIPE", "write")],
    ["unreachable on an open connection", caused(system("ETIMEDOUT", "read"))],
    ["out of patience", AbortSignal.abort(new DOMException("", "TimeoutError")).reason],
    [
      "one address refused, the other silent",
      several(system("ECONNREFUSED", "connect"), system("ECONNRESET", "read")),
    ],
    ["nothing known", undefined],
  ])("[RA2] may have come after: %s", (_name, error) => {
    expect(networkFault(error, telephoneFaults).kind).toBe("unknown");
  });

  it("[R2.4] quotes codes, never messages", () => {
    expect(worded(networkFault(system("ECONNRESET", "read"), teams.texts))).toEqual({
      kind: "unknown",
      reason: "Teamsから応答がありませんでした（ECONNRESET）",
    });
  });
});
