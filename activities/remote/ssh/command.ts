import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Client, ClientChannel } from "ssh2";
import { sshTexts as texts } from "../../../domain/runbooks/remoteTexts.ts";
import { type Rights, rightsOn } from "./become.ts";
import { RemoteFault } from "./fault.ts";
import type { Become, Hop } from "./hop.ts";
import { Opening } from "./opening.ts";
import { Output } from "./output.ts";
import { placeOf } from "./place.ts";
import { shellLine } from "./shellWords.ts";
import { endGroupScript, wrapperScript } from "./wrapper.ts";

export interface Command {
  /** Program and arguments; no shell reads them. */
  argv: readonly [string, ...string[]];
  asRoot: boolean;
  /** Whole seconds from its start; enforced on the target itself. */
  timeoutSeconds: number;
  /** Limit for each of the two outputs; the rest is read and dropped. */
  longestOutputBytes: number;
  input?: string | Buffer;
  signal: AbortSignal;
  /** Called once the target has been told to start it. */
  onBegun?(): void;
  /**
   * Called when there is more output. `soFar` is masked like the result and holds back what may begin a
   * secret.
   */
  onOutput?(soFar: () => CommandOutput): void;
}

export interface CommandOutput {
  stdout: string;
  stderr: string;
  /** There was more output than was kept. */
  cut: boolean;
}

export interface CommandResult extends CommandOutput {
  /** 127: no such program; 126: it cannot be run; null: it did not end by itself. */
  exitCode: number | null;
  /** The signal that ended it, if the server reports one. */
  signal: string | null;
  ended: "exited" | "timed-out" | "aborted";
}

/** A login over which commands run. */
export interface LoggedIn {
  client: Client;
  target: Hop;
  become: Become;
  /** Masked in everything that is returned. */
  secrets: readonly string[];
  /** Added to the target's own time-out, which kills one second after asking. */
  marginSeconds: number;
}

/** Time for sudo or su to begin it: they answer a wrong password slowly. */
const beginsWithinSeconds = 20;
/** How long to wait for outputs that a background process holds open. */
const lingerSeconds = 1;

/**
 * Runs one command and returns its result; after a time-out or an abort, only once its whole process group is
 * gone. Throws a RemoteFault if the command could not begin, or if the connection was lost; the target's own
 * time-out then ends it.
 */
export async function runCommand(login: LoggedIn, command: Command): Promise<CommandResult> {
  const running = await begin(login, command, beginsWithinSeconds);
  const ending = await running.ending(command);
  if (ending.ended === "exited") await Promise.race([running.closed, pause(lingerSeconds * 1000)]);
  if (ending.ended !== "exited" && running.group !== null) {
    await endGroup(login, running.group, command.asRoot);
    await Promise.race([running.closed, pause(lingerSeconds * 1000)]);
  }
  running.leave();
  return { ...ending, ...running.outputs() };
}

/** Ends the group by a second command with the same rights: closing a channel does not end its process. */
async function endGroup(login: LoggedIn, group: number, asRoot: boolean): Promise<void> {
  const command: Command = {
    argv: ["/bin/sh", "-c", endGroupScript, "sh", String(group)],
    asRoot,
    timeoutSeconds: 5,
    longestOutputBytes: 1000,
    signal: new AbortController().signal,
  };
  const running = await begin(login, command, 8);
  await running.ending(command);
  running.leave();
}

type Ending = Pick<CommandResult, "ended" | "exitCode" | "signal">;

async function begin(login: LoggedIn, command: Command, withinSeconds: number): Promise<Running> {
  const nonce = randomBytes(12).toString("hex");
  const mark = `toban-begins-${nonce}`;
  const rights = rightsOn(login.target, login.become, command.asRoot, nonce);
  const line = shellLine(rights.command(wrapperScript, [mark, ...command.argv]));
  const running = await onChannel(
    login,
    line,
    (channel) => new Running(login, rights, command, channel, mark),
  );
  await running.begun(withinSeconds, command.signal);
  return running;
}

/** `open` is called at once: the packet that confirms the command may also contain its end. */
function onChannel(
  login: LoggedIn,
  line: string,
  open: (channel: ClientChannel) => Running,
): Promise<Running> {
  const { client, target } = login;
  const at = placeOf(target);
  const lost = () => new RemoteFault("connection-lost", texts.connectionLost({ at }));
  return new Promise((resolve, reject) => {
    const onClose = () => reject(lost());
    client.once("close", onClose);
    try {
      client.exec(line, (error, channel) => {
        client.off("close", onClose);
        if (error === undefined) resolve(open(channel));
        else if (/not connected|no response|closed/i.test(error.message)) reject(lost());
        else reject(new RemoteFault("login-refused", texts.noCommands({ at, user: target.user })));
      });
    } catch {
      client.off("close", onClose);
      reject(lost());
    }
  });
}

/** One command on its channel: first the talk with sudo or su, then, after the mark, the command itself. */
class Running {
  /** Its process group on the target; null: not known yet, and nothing has run yet. */
  group: number | null = null;
  readonly closed: Promise<void>;
  readonly #login: LoggedIn;
  readonly #rights: Rights;
  readonly #channel: ClientChannel;
  readonly #openings: { stdout: Opening; stderr: Opening };
  readonly #outputs: { stdout: Output; stderr: Output };
  readonly #exited: Promise<{ exitCode: number | null; signal: string | null }>;
  #hasExited = false;
  #hasAnswered = false;
  #isLeft = false;
  #goneAt = 0;
  #onGroup: () => void = () => {};

  constructor(login: LoggedIn, rights: Rights, command: Command, channel: ClientChannel, mark: string) {
    this.#login = login;
    this.#rights = rights;
    this.#channel = channel;
    this.#openings = { stdout: new Opening(mark), stderr: new Opening(mark) };
    const output = () =>
      new Output(login.secrets, command.longestOutputBytes, () =>
        command.onOutput?.(() => this.#outputSoFar()),
      );
    this.#outputs = { stdout: output(), stderr: output() };
    this.#exited = new Promise((resolve) => {
      channel.on("exit", (exitCode: number | null, signal?: string) => {
        this.#hasExited = true;
        resolve({ exitCode, signal: signal ?? null });
      });
    });
    this.closed = new Promise((resolve) => channel.once("close", () => resolve()));
    // For a command that ends before reading its input: its exit says enough.
    channel.on("error", () => {});
    channel.on("data", (chunk: Buffer) => this.#read("stdout", chunk, command));
    channel.stderr.on("data", (chunk: Buffer) => this.#read("stderr", chunk, command));
  }

  /** Returns once the command was told to start, or once `signal` stopped it from starting. */
  async begun(withinSeconds: number, signal: AbortSignal): Promise<void> {
    const known = new Promise<void>((resolve) => {
      this.#onGroup = resolve;
      if (this.group !== null) resolve();
    });
    const [aborted, forgetAbort] = whenAborted(signal);
    const tooLate = new AbortController();
    const late = pause(withinSeconds * 1000, undefined, { signal: tooLate.signal }).catch(() => {});
    await Promise.race([known, this.closed, aborted, late]);
    tooLate.abort();
    forgetAbort();
    if (this.group !== null || signal.aborted) return;
    const { exitCode } = this.#hasExited ? await this.#exited : { exitCode: null };
    const isLost = exitCode === null && this.#isClosed();
    this.leave();
    if (isLost) throw this.#lost();
    const said = `${this.#openings.stderr.said}\n${this.#openings.stdout.said}`;
    throw this.#rights.refusal(said, exitCode, this.#hasAnswered);
  }

  /** Returns how it ended or must be ended: after a time-out or an abort its processes still run. */
  async ending({ timeoutSeconds, signal }: Command): Promise<Ending> {
    const [aborted, forgetAbort] = whenAborted(signal);
    const over = new AbortController();
    const milliseconds = (wholeSeconds(timeoutSeconds) + this.#login.marginSeconds) * 1000;
    const tooLate = pause(milliseconds, "timed-out" as const, { signal: over.signal }).catch(
      () => "timed-out" as const,
    );
    const lost = this.closed.then(() => pause(0)).then(() => "lost" as const);
    const first = await Promise.race([this.#exited, aborted, tooLate, lost]);
    over.abort();
    forgetAbort();
    const nothing = { exitCode: null, signal: null };
    if (first === "lost") throw this.#lost();
    if (typeof first === "string") return { ended: first, ...nothing };
    return this.#wasTimedOut(first.exitCode, timeoutSeconds)
      ? { ended: "timed-out", ...nothing }
      : { ended: "exited", ...first };
  }

  outputs(): CommandOutput {
    this.#outputs.stdout.end();
    this.#outputs.stderr.end();
    return this.#outputSoFar();
  }

  #outputSoFar(): CommandOutput {
    const { stdout, stderr } = this.#outputs;
    return { stdout: stdout.text, stderr: stderr.text, cut: stdout.isCut || stderr.isCut };
  }

  /** Stops reading its output. */
  leave(): void {
    this.#isLeft = true;
    this.#channel.close();
  }

  #read(from: "stdout" | "stderr", chunk: Buffer, { input, timeoutSeconds, onBegun }: Command): void {
    if (this.#isLeft) return;
    const { line, rest } = this.#openings[from].push(chunk);
    this.#outputs[from].push(rest);
    if (line !== null && from === "stdout") {
      this.group = Number(line);
      this.#goneAt = performance.now();
      // In one packet, and no other process of the server is woken for the rest.
      this.#channel.end(
        Buffer.concat([`${wholeSeconds(timeoutSeconds)}\n`, input ?? ""].map((part) => Buffer.from(part))),
      );
      this.#onGroup();
      onBegun?.();
    }
    if (from === "stderr" && !this.#openings.stderr.isOpen) this.#answer();
  }

  /** Sends the password once: a second question means that it was refused. */
  #answer(): void {
    const { question, password } = this.#rights;
    if (question === null || !question.test(this.#openings.stderr.said)) return;
    if (password === null || this.#hasAnswered) this.#channel.end();
    else this.#channel.write(`${password}\n`);
    this.#hasAnswered = password !== null;
  }

  /**
   * By the target's own clock: `timeout` exits with 124, or 137 if it had to kill. A command may use these
   * too.
   */
  #wasTimedOut(exitCode: number | null, timeoutSeconds: number): boolean {
    const seconds = (performance.now() - this.#goneAt) / 1000;
    return (exitCode === 124 || exitCode === 137) && seconds > wholeSeconds(timeoutSeconds) - 0.2;
  }

  #isClosed = (): boolean => this.#channel.destroyed || this.#channel.closed;

  #lost = (): RemoteFault =>
    new RemoteFault("connection-lost", texts.connectionLost({ at: placeOf(this.#login.target) }));
}

const wholeSeconds = (seconds: number): number => Math.max(1, Math.ceil(seconds));

function whenAborted(signal: AbortSignal): [Promise<"aborted">, () => void] {
  let tell = () => {};
  const aborted = new Promise<"aborted">((resolve) => {
    tell = () => resolve("aborted");
    if (signal.aborted) tell();
    else signal.addEventListener("abort", tell, { once: true });
  });
  return [aborted, () => signal.removeEventListener("abort", tell)];
}
