import type { Readable } from "node:stream";
import nodemailer, { type SendMailOptions, type Transporter } from "nodemailer";
import { isLoopback } from "../../domain/loopback.ts";
import { mailServerFaults as texts } from "../../domain/messages/providerTexts.ts";
import { oneLine, severalLines } from "../../domain/words/oneLine.ts";
import { type Fault, failure, type Outcome, quote } from "./outcome.ts";

export interface MailSettings {
  smtpUrl: string;
  from: string;
}

export interface OutgoingMail {
  to: string;
  subject: string;
  body: string;
  /** The same for one recipient and step: a mail sent again is the same mail. */
  messageId: string;
  replyTo?: string;
}

export interface Mailer {
  send(mail: OutgoingMail): Promise<Outcome>;
  /** Connects and logs in once; returns the fault, or null. */
  verify(): Promise<Fault | null>;
  close(): void;
}

const patienceMilliseconds = 10_000;

/** Sends mail by SMTP over a few kept connections, one request each: the ledger decides about a second. */
export function mailer(settings: MailSettings): Mailer {
  const { url, requireTLS } = tlsOf(settings.smtpUrl);
  const transport = nodemailer.createTransport({
    url,
    requireTLS,
    pool: true,
    maxConnections: 10,
    maxMessages: 1000,
    // A mail moves to another connection only if none of it was sent: the server had closed a kept one.
    maxRequeues: 1,
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    dnsTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  watchHandOver(transport);
  return {
    async send({ to, subject, body, messageId, replyTo }) {
      const mail: WatchedMail = {
        from: settings.from,
        // An object, so that nothing in it is read as a second address.
        to: { name: "", address: to },
        subject: oneLine(subject),
        text: severalLines(body),
        messageId,
        ...(replyTo !== undefined && { replyTo }),
        // Keeps auto-replies away (RFC 3834).
        headers: { "Auto-Submitted": "auto-generated" },
        handOver: { stream: null },
      };
      try {
        await transport.sendMail(mail);
        return { outcome: "done", id: messageId };
      } catch (error) {
        return failure(classifySmtp(error, mail.handOver.stream?.readableDidRead === true));
      }
    },
    async verify() {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        return classifySmtp(error, false);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * Sends mail encrypted or not at all: otherwise an attacker between us and the mail server could remove
 * STARTTLS from its greeting and read passwords and mails. `?tls=optional` in the URL allows sending without.
 */
function tlsOf(smtpUrl: string): { url: string; requireTLS: boolean } {
  const url = new URL(smtpUrl);
  const optional = url.searchParams.get("tls") === "optional";
  url.searchParams.delete("tls");
  return { url: url.href, requireTLS: !optional && url.protocol === "smtp:" && !isLoopback(url.hostname) };
}

/** The stream from which the mail server reads the mail; read only after the server accepted DATA. */
type WatchedMail = SendMailOptions & { handOver: { stream: Readable | null } };

/** The library does not tell how far a broken delivery got; whether the mail's stream was read does. */
function watchHandOver<T>(transport: Transporter<T>): void {
  transport.use("stream", ({ data, message }, done) => {
    const { handOver } = data as WatchedMail;
    const open = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      handOver.stream = open(options);
      return handOver.stream;
    };
    done();
  });
}

interface SmtpError {
  code?: string;
  /** The system's own code, if `code` is the library's. */
  originalCode?: string;
  response?: string;
  responseCode?: number;
}

/** None of these is the mail server's fault, and a second try would not help. */
const malformed = ["EENVELOPE", "EMESSAGE", "ECONFIG"];

/** `begun`: the mail itself was being transmitted, so the server may have it. */
export function classifySmtp(error: unknown, begun: boolean): Fault {
  const { code = "", originalCode = code, response = "", responseCode = 0 } = error as SmtpError;
  // 503 is about the session, 421 about a server that is closing: neither refuses this mail.
  const refused = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  if (code === "EAUTH" || code === "ENOAUTH") {
    const reason = texts.loginRefused({ code: responseCode || code });
    return { kind: refused ? "permanent" : "transient", reason };
  }
  // The server does not encrypt, or an attacker pretends so: no refusal of this mail.
  if (code === "ETLS") return { kind: "transient", reason: texts.unreachable({ code }) };
  if (refused) return { kind: "permanent", reason: texts.mailRefused({ answer: quote(response) }) };
  if (responseCode >= 400)
    return { kind: "transient", reason: texts.refusedForNow({ answer: quote(response) }) };
  if (malformed.includes(code)) return { kind: "permanent", reason: texts.malformed({ code }) };
  const known = { code: originalCode || texts.disconnected() };
  return begun
    ? { kind: "unknown", reason: texts.silent(known) }
    : { kind: "transient", reason: texts.unreachable(known) };
}
