import type { ImportedVersion } from "../../db/customers/customerRecords.ts";
import { calendarTexts } from "../../domain/customers/calendar/texts.ts";
import { weeklyHoursWords } from "../../domain/customers/calendar/weeklyHoursWords.ts";
import type {
  Connection,
  CustomerConfiguration,
  Downtime,
  SecretName,
  Target,
} from "../../domain/customers/configuration.ts";
import { describeRule } from "../../domain/customers/ruleWords.ts";
import { chatDestinationTexts, connectionTexts } from "../../domain/customers/texts.ts";
import { type ChatDestination, chats, roomOf } from "../../domain/messages/chat/registry.ts";
import type { Language } from "../../domain/words/language.ts";
import { listed } from "../../domain/words/lists.ts";
import { chatTime, mailTime } from "../../domain/words/times.ts";
import type { CustomerAnswer } from "./schemas.ts";

interface Imports {
  current: number;
  versions: readonly ImportedVersion[];
  lastChange: string[];
}

/**
 * The customer's file in force, for people. Never shows a secret's value, nor an address that is a secret.
 */
export function presentCustomer(
  configuration: CustomerConfiguration,
  imports: Imports,
  language: Language,
): CustomerAnswer {
  const { customer: id, name, plan, timezone, calendar } = configuration;
  const { businessHours, holidays, closed } = calendar;
  return {
    id,
    name,
    plan,
    timezone,
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
      targets: Object.entries(fields.targets).map(([target, its]) =>
        presentTarget(target, its, { timezone, language }),
      ),
    })),
    rules: configuration.rules.map((rule) => ({
      name: rule.name,
      summary: describeRule(configuration, rule, language),
      mail: rule.notify?.mail?.to ?? [],
      chats: rule.notify?.chat ?? [],
      calls: rule.notify?.call?.list ?? [],
    })),
    chat: Object.entries(configuration.chat).map(([chat, destination]) => ({
      id: chat,
      kind: destination.kind,
      provider: chats[destination.kind].name,
      destination: destinationWords(destination, language),
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

interface Clock {
  timezone: string;
  language: Language;
}

const presentTarget = (name: string, target: Target, clock: Clock) => ({
  name,
  host: target.host,
  connection: target.connect === null ? null : connectionWords(target.host, target.connect, clock.language),
  ec2: target.ec2,
  autoscale: target.autoscale,
  downtime: target.downtime.map((downtime) => downtimeWords(downtime, clock)),
});

function connectionWords(host: string | null, connect: Connection, language: Language): string {
  const named = (text: typeof connectionTexts.key, secret: SecretName | null) =>
    secret === null ? [] : [text({ secret: secretWords(secret) }, language)];
  const { key, passphrase, password, via, become, becomePassword } = connect;
  const details = [
    ...named(connectionTexts.key, key),
    ...named(connectionTexts.passphrase, passphrase),
    ...named(connectionTexts.password, password),
    ...(via === null ? [] : [connectionTexts.via({ host: via }, language)]),
    ...(become === "none" ? [] : [become]),
    ...named(connectionTexts.becomePassword, becomePassword),
  ];
  const where = `${connect.user}@${host ?? "-"}:${connect.port}`;
  if (details.length === 0) return where;
  return connectionTexts.how({ where, details: listed(details, language) }, language);
}

function downtimeWords(downtime: Downtime, { timezone, language }: Clock): string {
  if ("every" in downtime)
    return calendarTexts.everyWeek({ hours: weeklyHoursWords(downtime.every, language) }, language);
  const time = (at: string) => (language === "en" ? chatTime : mailTime)(new Date(at), timezone);
  return calendarTexts.period({ from: time(downtime.from), until: time(downtime.until) }, language);
}

function destinationWords(destination: ChatDestination, language: Language): string {
  if (!("url" in destination)) return roomOf(destination);
  const { url } = destination;
  return typeof url === "string" ? chatDestinationTexts.hidden(language) : secretWords(url);
}

const secretWords = ({ secret }: SecretName): string => `secret:${secret}`;
