import { fileURLToPath } from "node:url";
import { buildConsole } from "./web/build.ts";

/** `npm run web`, also called before the system and the tests start: builds what has changed. */
export const prepareConsole = (say: (text: string) => void): Promise<void> =>
  buildConsole(fileURLToPath(new URL("..", import.meta.url)), say);

if (import.meta.main) await prepareConsole((text) => process.stderr.write(`${text}\n`));
