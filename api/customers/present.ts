import type { ImportedVersion } from "../../db/queries/customerRecords.ts";
import { weeklyHoursWords } from "../../domain/calendar/weeklyHoursWords.ts";
import type {
  ChatDestination,
  Connection,
  CustomerConfiguration,
  Downtime,
  SecretName,
  Target,
} from "../../domain/customer/configuration.ts";
import { describeRule } from "../../domain/customer/ruleWords.ts";
import { mailTime } from "../../domain/telling/times.ts";
import type { CustomerAnswer } from "./schemas.ts";

interface Imports {
  current: number;
  versions: readonly ImportedVersion[];
  lastChange: string[];
}

/** The customer's file in force, for people: never a secret's value, nor an address that is one. */
export function presentCustomer(configuration: CustomerConfiguration, imports: Imports): CustomerAnswer {
  const { customer: id, name, plan, timezone, calendar } = configuration;
  const { businessHours, holidays, closed } = calendar;
  return {
    ...{ id, name, plan, timezone },
    calendar: { businessHours, holidays, closed },
    contacts: Object.entries(configuration.contacts).map(([contact, fields]) => ({
      id: contact,
      name: fields.name,
      reading: fields.reading,
      company: fields.company,
      phone: fields.phone,
      mail: fields.mail,
    })),
    systems: Object.entries(configuration.systems).map(([system, fields]) => ({
      id: system,
      name: fields.name,
      cloud: fields.cloud && {
        provider: fields.cloud.provider,
        region: fields.cloud.region,
        account: fields.cloud.account,
      },
      emergency: fields.emergency,
      targets: Object.entries(fields.targets).map(([target, its]) => presentTarget(target, its, timezone)),
    })),
    rules: configuration.rules.map((rule) => ({
      name: rule.name,
      summary: describeRule(configuration, rule),
      mail: rule.notify?.mail?.to ?? [],
      chats: rule.notify?.chat ?? [],
      calls: rule.notify?.call?.list ?? [],
    })),
    chat: Object.entries(configuration.chat).map(([chat, destination]) => ({
      id: chat,
      kind: destination.kind,
      destination: destinationWords(destination),
    })),
    sources: Object.entries(configuration.sources).map(([source, { kind }]) => ({ name: source, kind })),
    versions: imports.versions.map(({ id: version, importedAt, importedBy, fileName }) => ({
      id: version,
      importedAt: importedAt.toISOString(),
      importedBy,
      fileName,
      current: version === imports.current,
    })),
    lastChange: imports.lastChange,
  };
}

const presentTarget = (name: string, target: Target, timezone: string) => ({
  name,
  host: target.host,
  connection: target.connect === null ? null : connectionWords(target.host, target.connect),
  ec2: target.ec2,
  autoscale: target.autoscale,
  downtime: target.downtime.map((downtime) => downtimeWords(downtime, timezone)),
});

function connectionWords(host: string | null, connect: Connection): string {
  const named = (word: string, secret: SecretName | null) =>
    secret === null ? [] : [`${word} ${secretWords(secret)}`];
  const details = [
    ...named("鍵", connect.key),
    ...named("パスフレーズ", connect.passphrase),
    ...named("パスワード", connect.password),
    ...(connect.via === null ? [] : [`踏み台 ${connect.via}`]),
    ...(connect.become === "none" ? [] : [connect.become]),
    ...named("権限変更のパスワード", connect.becomePassword),
  ];
  const where = `${connect.user}@${host ?? "-"}:${connect.port}`;
  return details.length === 0 ? where : `${where}（${details.join("、")}）`;
}

const downtimeWords = (downtime: Downtime, timezone: string): string =>
  "every" in downtime
    ? `毎週 ${weeklyHoursWords(downtime.every)}`
    : `${mailTime(new Date(downtime.from), timezone)} から ${mailTime(new Date(downtime.until), timezone)}`;

function destinationWords(destination: ChatDestination): string {
  switch (destination.kind) {
    case "slack":
      return destination.channel;
    case "chatwork":
      return destination.room;
    case "teams":
      return typeof destination.url === "string"
        ? "（アドレスは表示しません）"
        : secretWords(destination.url);
  }
}

const secretWords = ({ secret }: SecretName): string => `secret:${secret}`;
