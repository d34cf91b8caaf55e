import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DomainError } from "../../domain/errors.ts";

const runbooks = fileURLToPath(new URL("../../runbooks/", import.meta.url));

/** Writes a working runbook and its test. Returns the files; refuses to overwrite one. */
export function writeNewRunbook(name: string, folder: "primary" | "secondary", root = runbooks): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    throw new DomainError(
      "bad_name",
      `"${name}" is no runbook's id: a verb and its object, like restart-queue.`,
    );
  const file = path.join(root, folder, `${name}.ts`);
  const test = path.join(root, folder, `${name}.test.ts`);
  for (const one of [file, test])
    if (existsSync(one)) throw new DomainError("exists", `${one} exists already.`);
  writeFileSync(file, runbookText(name, folder));
  writeFileSync(test, testText(name));
  return [file, test];
}

const runbookText = (
  name: string,
  kind: "primary" | "secondary",
): string => `import { act, answers, check, command, doneWhen, runbook, serviceName } from "../sdk/index.ts";

export default runbook({
  id: "${name}",
  title: "（お客様にお見せする題名）",
  kind: "${kind}",
  purpose: "（何のための手順か）",
  params: { service: serviceName({ what: "対象のサービスの名前", example: "nginx" }) },
  steps: ({ service }) => [
    check({
      title: "サービスがサーバーに登録されている",
      criterion: "登録されていれば続けます。なければ中止してエスカレーションします。",
      probe: answers(command(["systemctl", "cat", service])),
      withinSeconds: 20,
    }),
    act({
      title: "サービスを再読み込みする",
      action: command(["systemctl", "reload", service], { asRoot: true }),
      effect: doneWhen.holds(answers(command(["systemctl", "is-active", "--quiet", service]))),
      cannotBeUndone: "設定を読み直すだけで、元に戻すものがないため",
      withinSeconds: 60,
    }),
  ],
  verify: ({ service }) => ({
    title: "サービスが動作している",
    criterion: "動作していれば復旧の知らせを待ちます。止まっていれば復旧していないと判断します。",
    probe: answers(command(["systemctl", "is-active", "--quiet", service])),
    withinSeconds: 20,
  }),
  recoveryWaitSeconds: 240,
});
`;

const testText = (name: string): string => `import { expect, it } from "vitest";
import { checkRunbook } from "../../domain/runbooks/faults.ts";
import { procedureOf } from "../../domain/runbooks/procedure.ts";
import definition from "./${name}.ts";

it("[R2.6] is sound, and ends in time", () => {
  expect(checkRunbook(definition.tree).faults).toBeNull();
});

it("tells the customer what is done", () => {
  expect(procedureOf(definition.tree)).toContain("systemctl reload {service}");
});

it("takes no service that is none", () => {
  expect(definition.params.safeParse({ service: "-f" }).success).toBe(false);
});
`;
