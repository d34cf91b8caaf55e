import { expect, it } from "vitest";
import { auditParameters, auditSearch } from "./search.ts";

it("[RA4] takes the filters from the address, and nothing that is none", () => {
  const given = {
    person: 42,
    action: "",
    customer: "acme",
    incident: 7,
    from: "2026-11-22",
    until: "soon",
    x: 1,
  };
  expect(auditSearch(given)).toEqual({ person: "42", customer: "acme", incident: 7, from: "2026-11-22" });
  expect(auditSearch({ incident: -1 })).toEqual({});
});

it("[RA4] the last day counts to its end", () => {
  const parameters = auditParameters({ from: "2026-11-22", until: "2026-11-22", incident: 7 });
  expect(parameters.get("incident")).toBe("7");
  expect(Date.parse(parameters.get("until") ?? "") - Date.parse(parameters.get("from") ?? "")).toBe(
    24 * 3600_000,
  );
});
