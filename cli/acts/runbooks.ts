import { procedureOf } from "../../domain/runbooks/procedure.ts";
import { worstCaseSeconds } from "../../domain/runbooks/worstCase.ts";
import { type Catalogue, findRunbook, type KnownRunbook } from "../../runbooks/catalogue.ts";
import type { CommandContext } from "../context.ts";
import { writeNewRunbook } from "./newRunbook.ts";

export async function listRunbooks(context: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const catalogue = await context.catalogue();
  if (json) context.answer(JSON.stringify([...catalogue.values()].map(asJson), null, 2));
  else for (const line of table(catalogue)) context.answer(line);
}

export async function showRunbook(context: CommandContext, id: string): Promise<void> {
  context.answer(procedureOf(findRunbook(await context.catalogue(), id).tree).trimEnd());
}

export async function checkRunbooks(context: CommandContext): Promise<void> {
  context.say(`${(await context.catalogue()).size} runbooks are sound.`);
}

export function createRunbook(
  context: CommandContext,
  name: string,
  { secondary }: { secondary?: boolean },
): void {
  for (const file of writeNewRunbook(name, secondary ? "secondary" : "primary")) context.answer(file);
}

const asJson = ({ tree }: KnownRunbook) => ({
  id: tree.id,
  title: tree.title,
  kind: tree.kind,
  worstCaseSeconds: worstCaseSeconds(tree),
  params: tree.params,
});

/** `ID  worst case N min  title`, in columns. */
function table(catalogue: Catalogue): string[] {
  const longest = Math.max(...[...catalogue.keys()].map((id) => id.length));
  return [...catalogue.values()].map(({ tree }) => {
    const minutes = Math.ceil(worstCaseSeconds(tree) / 60);
    return `${tree.id.padEnd(longest)}  worst case ${String(minutes).padStart(2)} min  ${tree.title}`;
  });
}
