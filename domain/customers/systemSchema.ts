import { DateTime } from "luxon";
import { z } from "zod";
import {
  fields,
  flag,
  list,
  machineName,
  named,
  oneOf,
  optional,
  pattern,
  secret,
  text,
  whole,
  withDefault,
} from "../customerFields.ts";
import { usualAllow } from "../runbooks/allow.ts";
import { parseWeeklyHours } from "./calendar/weeklyHours.ts";
import type { Downtime } from "./configuration.ts";

const contactIds = list(z.string("expected a contact's id"), "expected a list of contacts");

/** Printable ASCII without spaces. */
const plain = /^[!-~]+$/;
/** Providers, and the regions of those other than AWS, may have Japanese names. */
const word = /^[\p{L}\p{N}](?:[^\p{C}]*[^\p{C}\s])?$/u;

const cloud = fields({
  provider: withDefault(machineName(word, "expected a cloud provider such as aws"), "aws"),
  region: withDefault(machineName(word, "expected a region such as ap-northeast-1"), "ap-northeast-1"),
  account: optional(machineName(plain, "expected the account's number in quotes")),
  role: optional(machineName(plain, "expected a role's ARN")),
  externalId: optional(
    machineName(
      /^[\w+=,.@:/-]{2,1224}$/,
      "expected an external id as AWS takes it: 2 or more letters, digits and +=,.@:/-_",
    ),
  ),
});

const connection = fields({
  port: withDefault(whole("a port number", 1, 65535), 22),
  user: withDefault(machineName(/^[!-~](?:[ -~]*[!-~])?$/, "expected a user's name"), "ops"),
  key: optional(secret),
  passphrase: optional(secret),
  password: optional(secret),
  hostKey: optional(pattern(/^SHA256:[a-z0-9+/]+=*$/i, "expected a fingerprint that begins with SHA256:")),
  via: optional(z.string("expected another target's name")),
  become: withDefault(oneOf(["sudo", "su", "none"]), "sudo" as const),
  becomePassword: optional(secret),
});

const everyExpected = 'expected weekly hours such as "Sun 02:00-04:00"';
const instantExpected = "expected a time such as 2026-12-01T00:00+09:00";
const instant = z
  .string(instantExpected)
  .refine(
    (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && DateTime.fromISO(value).isValid,
    instantExpected,
  );

/** Either every week or once; checks/downtime.ts makes sure that it is one of them and ends after it begins. */
const downtime = fields({
  every: optional(z.string(everyExpected).refine((value) => parseWeeklyHours(value) !== null, everyExpected)),
  from: optional(instant),
  until: optional(instant),
}).transform(
  ({ every, from, until }): Downtime =>
    every === null ? { from: from ?? "", until: until ?? "" } : { every },
);

const pathExpected =
  "expected an absolute path such as /var/log/** without .., and with its first folder written out";
/** `/**` would name nothing in particular, but an agreement with a customer must. */
const pathGlobs = list(
  pattern(/^\/(?!.*(^|\/)\.\.?(\/|$))[^\p{Cc}*/]+(\/[^\p{Cc}]*)?$/u, pathExpected),
  "expected a list of paths such as [/var/log/**]",
);

const allow = fields({
  paths: withDefault(pathGlobs, usualAllow.paths),
  programs: withDefault(pathGlobs, usualAllow.programs),
  services: withDefault(
    list(pattern(/^[\w@.:*-]+$/, "expected a service's name, * for any text"), "expected a list of services"),
    usualAllow.services,
  ),
});

const target = fields({
  host: optional(machineName(/^[a-z0-9\p{L}\p{M}._:%-]+$/iu, "expected an address or a host name")),
  connect: optional(connection),
  ec2: optional(pattern(/^i-[0-9a-f]+$/, "expected an instance's id such as i-0abc123")),
  autoscale: withDefault(flag, false),
  downtime: withDefault(list(downtime, "expected a list of times"), []),
  allow: withDefault(allow, usualAllow),
});

const system = fields({
  name: optional(text("expected the system's name")),
  cloud: optional(cloud),
  emergency: withDefault(contactIds, []),
  targets: named("targets", target),
});

/** Systems under contract with their managed targets (R2.4). A system without a name is called by its id. */
export const systems = named("systems", system).transform((given) =>
  Object.fromEntries(Object.entries(given).map(([id, each]) => [id, { ...each, name: each.name ?? id }])),
);
