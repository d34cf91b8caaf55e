import { readdirSync } from "node:fs";
import path from "node:path";
import type { ChatProvider } from "./provider.ts";

const folder = new URL("./providers/", import.meta.url);

/** Every file of the folder, by name. */
export const providers: ReadonlyMap<string, ChatProvider> = new Map(
  await Promise.all(
    readdirSync(folder).map(async (file): Promise<[string, ChatProvider]> => {
      const { provider }: { provider: ChatProvider } = await import(new URL(file, folder).href);
      return [path.basename(file, ".ts"), provider];
    }),
  ),
);

export function providerOf(name: string): ChatProvider {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error(`no chat provider is named ${name}`);
  return provider;
}
