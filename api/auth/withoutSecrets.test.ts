import { expect, it } from "vitest";
import { withoutSecrets } from "./withoutSecrets.ts";

it("[RA4] keeps what was asked for, but no secret, however deeply nested", () => {
  const asked = {
    text: "再起動しました",
    newPassword: "hunter2",
    inner: { apiToken: "x", code: "123456", n: 1 },
  };
  expect(withoutSecrets(asked)).toEqual({
    text: "再起動しました",
    newPassword: "***",
    inner: { apiToken: "***", code: "***", n: 1 },
  });
});

it("keeps the beginning of a long text", () => {
  expect(withoutSecrets({ text: "あ".repeat(3_000) }).text).toBe(`${"あ".repeat(2_000)}…`);
});
