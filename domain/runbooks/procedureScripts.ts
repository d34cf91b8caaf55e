import type { Word } from "./argument.ts";

/** Whether an argument of a command is a script's text. */
export const isScript = (word: Word): word is string => typeof word === "string" && word.includes("\n");

interface Script {
  shown: string;
  text: string;
}

/** The texts of all scripts in the procedure, each once, so the customer can read everything that runs. */
export function scriptSection(tree: unknown): string[] {
  const texts = new Map<string, string[]>();
  for (const { shown, text } of scriptsIn(tree)) {
    const names = texts.get(text) ?? [];
    if (!names.includes(shown)) texts.set(text, [...names, shown]);
  }
  if (texts.size === 0) return [];
  const blocks = [...texts].map(
    ([text, names]) =>
      `${names.map((name) => `「${name}」`).join("、")}\n\n\`\`\`sh\n${text.trimEnd()}\n\`\`\``,
  );
  return [`## スクリプトの内容\n\n${blocks.join("\n\n")}`];
}

function scriptsIn(node: unknown): Script[] {
  if (typeof node !== "object" || node === null) return [];
  const { argv, shown } = node as { argv?: Word[]; shown?: string };
  const text = shown === undefined ? undefined : argv?.find(isScript);
  return [
    ...(text === undefined ? [] : [{ shown: shown!, text }]),
    ...Object.values(node).flatMap(scriptsIn),
  ];
}
