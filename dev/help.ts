import { tokenChatKinds, tokenVariable } from "../domain/messages/chat/registry.ts";

export const help = `./temporal-dev.sh [--demo]

Brings the whole system up on this machine: PostgreSQL, Temporal, API, worker, and a sandbox in place of
telephone, mail and chat. Ctrl-C or SIGTERM stops all of it; the next start goes on where it was.

  --demo   then breaks the sandbox's demo server, shows the incident being handled to its end, and stops;
           exits 0 only if it was handled inside the SLO

The most useful variables (config/variables.ts has all):
  PORT              8080     API and intake; PUBLIC_URL where others reach it
  MAIL_INTAKE_PORT  2525     alert mails
  TOBAN_STATE_DIR   .toban   data of the embedded parts; another one is another system
  DATABASE_URL, TEMPORAL_ADDRESS           your own instead of the embedded ones
  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, SMTP_URL, MAIL_FROM,
  ${tokenChatKinds.map(tokenVariable).join(", ").padEnd(38)}   real providers instead of the sandbox
  OPERATORS_CHAT, OPERATORS_MAIL           where operators are warned`;
