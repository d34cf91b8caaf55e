import type { CommandContext } from "./context.ts";

type Act<Args extends unknown[]> = (context: CommandContext, ...args: Args) => void | Promise<void>;

/**
 * What a command does: loaded when it is asked for. Help, and the one command that is run, need not wait for the
 * database's library and for what the other commands load.
 */
export type Run = <Args extends unknown[]>(
  load: () => Promise<Act<Args>>,
) => (...args: Args) => Promise<void>;

/** Runs acts in the context of this environment and terminal. */
export const runIn =
  (openContext: () => Promise<CommandContext>): Run =>
  (load) =>
  async (...args) => {
    const [context, act] = await Promise.all([openContext(), load()]);
    await act(context, ...args);
  };
