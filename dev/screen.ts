import path from "node:path";
import { styleText } from "node:util";
import type { System } from "./system.ts";

const bold = (text: string) => styleText("bold", text);
const dim = (text: string) => styleText("dim", text);

/** One screen: what runs where, what is real, what to try next. */
export function screen(system: System, stateDir: string, given: Readonly<Record<string, string>>): string {
  const rows: [string, string][] = [
    ["Console", `${system.api}/`],
    ["API", `${system.api}/api/docs`],
    ["Temporal UI", system.temporalUi ?? "your own server"],
    ["Sandbox", `${system.sandbox}  phones, mails, chat walls, the demo server`],
    ["Database", given.DATABASE_URL ? "your own, by DATABASE_URL" : "embedded PostgreSQL"],
    ["Logs", path.join(stateDir, "logs")],
  ];
  return [
    "",
    `${bold("Toban (当番) is running.")} Ctrl-C stops it, the next start goes on where it was.`,
    "",
    ...table(rows),
    "",
    bold("The outside world"),
    ...table(system.outside.map(({ what, where }) => [what, where])),
    ...warnings(system, given),
    "",
    bold("Try"),
    ...tryNext(system, given).map((line) => `  ${line}`),
    "",
  ].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${dim(name.padEnd(width))}  ${value}`);
}

/** A real provider's callbacks never reach an address that only this machine has. */
function warnings(system: System, given: Readonly<Record<string, string>>): string[] {
  const unreachable = given.TWILIO_ACCOUNT_SID && !given.TWILIO_API_URL && !given.PUBLIC_URL;
  if (!unreachable) return [];
  return [`  PUBLIC_URL is not set: Twilio cannot reach ${system.api}, so nobody can press 1.`];
}

function tryNext(system: System, given: Readonly<Record<string, string>>): string[] {
  const mine = ["TOBAN_STATE_DIR", "PORT"].filter((name) => given[name]);
  const alert = { node: "web01", alarm: "HTTP", status: "firing", level: "high", system: "shop" };
  return [
    ...(mine.length > 0 ? [`export ${mine.map((name) => `${name}=${given[name]}`).join(" ")}`] : []),
    "npm run toban -- import examples/acme.yaml",
    "KEY=$(npm run --silent toban -- source-key acme demo)",
    `curl -s ${system.api}/intake/alerts -H "Authorization: Bearer $KEY" \\`,
    `  -H 'Content-Type: application/json' -d '${JSON.stringify(alert)}'`,
    `then answer the ringing phone on ${system.sandbox}`,
    "printf 'a long password\\n' | npm run toban -- user add night-shift --role operator --password",
    `then log in to the console at ${system.api}/`,
    dim("or: ./temporal-dev.sh --demo"),
  ];
}
