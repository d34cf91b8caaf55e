import { describe, expect, it } from "vitest";
import { DomainError } from "./errors.ts";
import { loggable } from "./loggable.ts";

const failedQuery = (cause?: Error) =>
  new Error('Failed query: insert into "dispatches" values ($1)\nparams: sato@customer.example', { cause });

describe("an error in a log", () => {
  it.each([
    [
      "the driver's fault in a failed query",
      failedQuery(new Error("connection closed")),
      "connection closed",
    ],
    ["a failed query without a cause", failedQuery(), "a query failed"],
    ["what a refusal was made of", new DomainError("x", "y", { cause: failedQuery() }), "a query failed"],
    [
      "a value that PostgreSQL quotes",
      Object.assign(new Error('invalid input syntax for type uuid: "鈴木 花子"'), {
        name: "PostgresError",
        code: "22P02",
        detail: "鈴木 花子",
      }),
      "a value does not fit",
    ],
    [
      "a mail server's words",
      new Error("550 5.1.1 <sato@customer.example>: Recipient unknown"),
      "550 5.1.1 <***>: Recipient unknown",
    ],
    [
      "numbers in a telephone provider's words",
      new Error("Permission to send to +819012341000, 090-1234-1000 or 09012341000 is missing"),
      "Permission to send to ***, *** or *** is missing",
    ],
    [
      "codes, times and counts",
      new Error("57P01 at 2026-12-01 10:00, 20480 bytes"),
      "57P01 at 2026-12-01 10:00, 20480 bytes",
    ],
  ])("keeps of %s what is safe", (_, error, message) => {
    const shown = loggable(error);
    expect(shown.message).toBe(message);
    expect(JSON.stringify(shown)).not.toMatch(/sato|09012341000|鈴木|params/);
    expect(shown.stack).toMatch(/^\s+at /);
  });
});
