import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Clock } from "../clock.ts";
import type { Mailbox } from "./mailbox.ts";

/** The mail server in front of the mailbox. Accepts any sender and address, unless a refusal is scripted. */
export function smtpServer(mailbox: Mailbox, clock: Clock): SMTPServer {
  const { refusals } = mailbox;
  const wait = (seconds: number) =>
    new Promise<void>((resolve) => void clock.after(seconds * 1000, () => resolve()));

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    closeTimeout: 1000,
    logger: false,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? "sandbox" }),
    onRcptTo({ address }, _session, callback) {
      const refusal = refusals.take(address, ["permanent", "temporary"]);
      if (!refusal) callback();
      else callback(refusal.kind === "permanent" ? NO_SUCH_USER : TRY_LATER);
    },
    onData(stream, session, callback) {
      receive(stream, session).then(
        (answer) => answer && callback(null, answer),
        (error: Error) => callback(error),
      );
    },
  });
  // A client that disconnects in the middle is no fault of ours.
  server.on("error", () => {});

  /** The answer, or null if the connection was dropped instead. */
  async function receive(stream: Readable, session: SMTPServerSession): Promise<string | null> {
    const source = await buffer(stream);
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
    const slow = to.map((address) => refusals.take(address, ["slow"])).find(Boolean);
    if (slow) await wait(slow.seconds);
    const drop = to.map((address) => refusals.take(address, ["drop-after-data"])).find(Boolean);
    if (drop && !drop.keeps) {
      dropConnection(session);
      return null;
    }
    const mail = await mailbox.receive(source, { from, to });
    if (!drop) return `Ok: queued as ${mail.id}`;
    dropConnection(session);
    return null;
  }

  // The library cannot drop a connection without an answer, so this destroys its socket.
  function dropConnection(session: SMTPServerSession): void {
    for (const connection of server.connections as Set<{ id: string; _socket: Socket }>) {
      if (connection.id === session.id) connection._socket.destroy();
    }
  }

  return server;
}

const NO_SUCH_USER = Object.assign(new Error("5.1.1 No such user here"), { responseCode: 550 });
const TRY_LATER = Object.assign(new Error("4.3.0 Temporary failure, try again later"), { responseCode: 451 });
