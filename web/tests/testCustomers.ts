import { readFile } from "node:fs/promises";
import type { TestApi } from "../../api/testApi.ts";
import { importCustomers } from "../../db/customers/customerImport.ts";
import { readCustomerFile } from "../../domain/customers/file.ts";

const example = new URL("../../examples/acme.yaml", import.meta.url);

/** The example's customer, imported twice: first with another number, so that the last import changed something. */
export async function importAcme(api: TestApi): Promise<void> {
  const text = await readFile(example, "utf8");
  const before = text
    .replace('phone: "+819012345678"', 'phone: "+819011112222"')
    .replace("    reading: すずき はなこ\n", "")
    .replace("  dashboards: { kind: grafana }", "  nagios: { kind: native }");
  await importFile(api, before, new Date("2026-11-02T01:12:40Z"));
  await importFile(api, text, new Date("2026-11-20T08:30:05Z"));
}

async function importFile(api: TestApi, text: string, at: Date): Promise<void> {
  const { configuration, faults } = readCustomerFile(text);
  if (configuration === null) throw new Error(faults.map((fault) => fault.message).join("\n"));
  await importCustomers(
    api.db,
    [{ fileName: "acme.yaml", text, configuration }],
    { importedBy: "管理 花子" },
    at,
  );
}
