import { readFileSync } from "node:fs";
import path from "node:path";
import type { ImportedFile } from "../db/customers/customerImport.ts";
import type { CloudPlace, SharedRole } from "../domain/customers/cloudAccess.ts";
import { type CustomerFile, type FileSettings, inOrder, readCustomerFile } from "../domain/customers/file.ts";
import type { OfferedRunbooks } from "../domain/customers/offeredRunbooks.ts";
import type { Remark } from "../domain/customers/yamlSource.ts";
import type { CommandContext } from "./context.ts";
import { InputRefused } from "./failure.ts";
import { type OpenedHere, refusedSecretWebhooks, refusedWebhooks } from "./webhooks.ts";

export type ReadFile = ImportedFile & Pick<CustomerFile, "secrets" | "valueAt">;

/** Reads and checks files. Reports every mistake in all of them before refusing the command. */
export async function readCustomerFiles(
  context: Pick<CommandContext, "say" | "directory" | "callCountries" | "ownAccountCustomers" | "guarded">,
  fileNames: readonly string[],
  offered: OfferedRunbooks,
): Promise<ReadFile[]> {
  const settings = {
    callCountries: context.callCountries(),
    ownAccountCustomers: context.ownAccountCustomers(),
  };
  const files: ReadFile[] = [];
  const customers = new Map<string, string>();
  let isRefused = false;
  for (const fileName of fileNames) {
    const { text, file, faults } = readOne(path.resolve(context.directory, fileName), offered, settings);
    const configuration = file?.configuration ?? null;
    if (file !== null) faults.push(...(await refusedWebhooks(file, context)));
    const before = configuration === null ? undefined : customers.get(configuration.customer);
    if (before !== undefined && file !== null)
      faults.push({
        ...file.valueAt(["customer"]),
        message: `customer "${configuration?.customer}" is in ${before} too`,
      });
    for (const fault of inOrder(faults)) context.say(located(fileName, fault));
    for (const warning of file?.warnings ?? []) context.say(located(fileName, asWarning(warning)));
    isRefused ||= faults.length > 0;
    if (configuration === null || file === null) continue;
    customers.set(configuration.customer, fileName);
    files.push({ fileName, text, configuration, secrets: file.secrets, valueAt: file.valueAt });
  }
  if (isRefused) throw new InputRefused();
  return files;
}

export function warnOfMissingSecrets(
  context: Pick<CommandContext, "say">,
  file: ReadFile,
  known: readonly string[],
): void {
  const { customer } = file.configuration;
  for (const { name, ...position } of file.secrets.filter((secret) => !known.includes(secret.name))) {
    const message = `secret "${name}" is not set yet: toban secret set ${customer} ${name}`;
    context.say(located(file.fileName, asWarning({ ...position, message })));
  }
}

/** Finds webhooks kept as secrets that could never be posted to, reports each at its place, and throws. */
export async function refuseSecretWebhooks(
  context: Pick<CommandContext, "say" | "guarded">,
  files: readonly ReadFile[],
  open: OpenedHere,
): Promise<void> {
  let isRefused = false;
  for (const { fileName, configuration, valueAt } of files)
    for (const fault of await refusedSecretWebhooks(configuration, valueAt, open, context)) {
      context.say(located(fileName, fault));
      isRefused = true;
    }
  if (isRefused) throw new InputRefused();
}

/** Reports each at its place in its file, and throws. */
export function refuseForeignExternalIds(
  context: Pick<CommandContext, "say">,
  files: readonly ReadFile[],
  places: readonly CloudPlace[],
): never {
  for (const { customer, system } of places) {
    const { fileName, valueAt } = files.find(({ configuration }) => configuration.customer === customer)!;
    const message =
      "expected no external id that another customer has named: leave it out, " +
      `or take the one of \`toban external-id ${customer}\``;
    context.say(located(fileName, { ...valueAt(["systems", system, "cloud", "externalId"]), message }));
  }
  throw new InputRefused();
}

export function warnOfSharedRoles(
  context: Pick<CommandContext, "say">,
  { fileName, valueAt }: ReadFile,
  roles: readonly SharedRole[],
): void {
  for (const { system, others } of roles) {
    const message = `${others.join(", ")} ${others.length === 1 ? "names" : "name"} this role too`;
    const position = valueAt(["systems", system, "cloud", "role"]);
    context.say(located(fileName, asWarning({ ...position, message })));
  }
}

function readOne(
  file: string,
  offered: OfferedRunbooks,
  settings: FileSettings,
): { text: string; file: CustomerFile | null; faults: Remark[] } {
  const refused = (message: string, line = 1, column = 1) => ({
    text: "",
    file: null,
    faults: [{ line, column, message }],
  });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return refused(`the file cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const broken = text.indexOf("\uFFFD");
  if (broken >= 0) {
    const before = text.slice(0, broken).split("\n");
    return refused("expected text in UTF-8 (not Shift_JIS)", before.length, before.at(-1)!.length + 1);
  }
  const read = readCustomerFile(text, offered, settings);
  return { text, file: read, faults: [...read.faults] };
}

const asWarning = (remark: Remark): Remark => ({ ...remark, message: `warning: ${remark.message}` });

/** The form in which editors and CI recognise a place to jump to. */
const located = (fileName: string, { line, column, message }: Remark) =>
  `${fileName}:${line}:${column}: ${message}`;
