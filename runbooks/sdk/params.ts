import { z } from "zod";
import type { Reaches } from "../../domain/runbooks/allow.ts";
import { parameterTexts as texts } from "../../domain/runbooks/parameterTexts.ts";
import { type Phrase, packed } from "../../domain/words/phrase.ts";

/** A parameter's type, with its meaning and an example for the author of the customer's file. */
export type Param = z.ZodType<string | number>;

export interface About {
  /** In Japanese, because it appears in the procedure that the customer agrees to. */
  what: string;
  example: string;
  /** What it names on the target. By hand it may be given only within the target's `allow`. */
  reaches?: Reaches;
}

const aboutParams = new WeakMap<Param, About>();

/** One line, and never an option of a program (`-rf`). */
export const text = (about: About, pattern: RegExp = /^[^\p{Cc}]+$/u): Param =>
  described(oneWord(pattern), about);

const oneWord = (pattern: RegExp, error: Phrase = texts.badForm()) =>
  z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^-]/, { error: packed(texts.beginsWithDash()), abort: true })
    .regex(pattern, { error: packed(error), abort: true });

export const wholeNumber = (about: About, range: { min: number; max: number }): Param =>
  described(z.int().min(range.min).max(range.max), about);

/** systemd units that are not services; `systemctl restart reboot.target` would reboot. */
const otherUnit = /\.(target|socket|device|mount|automount|swap|path|timer|slice|scope|snapshot|busname)$/;
/** Services that stop the whole server or leave it so that nobody can log in. */
const endsServer =
  /^(systemd-(poweroff|reboot|soft-reboot|halt|kexec|exit|suspend|hibernate|hybrid-sleep|suspend-then-hibernate)|emergency|rescue|debug-shell|initrd-.*)(\.service)?$/;

/** `nginx`, `app@1.service`. */
export const serviceName = (about: About): Param =>
  described(
    oneWord(/^[A-Za-z0-9][\w@.:-]*$/).superRefine((name, { addIssue }) => {
      const [suffix] = otherUnit.exec(name) ?? [];
      if (suffix !== undefined) addIssue(packed(texts.noService({ suffix })));
      else if (endsServer.test(name)) addIssue(packed(texts.endsServer()));
    }),
    { ...about, reaches: "service" },
  );

export const absolutePathPattern = /^\/(?!.*(^|\/)\.\.(\/|$))[^\p{Cc}]*$/u;

/** A program to start. */
export const program = (about: About): Param =>
  described(oneWord(absolutePathPattern, texts.notAbsolute()), { ...about, reaches: "program" });

/** Folders that a server needs to run. No runbook may delete anything in them. */
const systemFolder = /^(etc|usr|bin|sbin|lib.*|boot|root|dev|proc|sys|run)$/;

/** A folder whose old files may be deleted: neither a system folder nor one that everybody uses (`/`, `/var`). */
export const deletablePath = (about: About): Param =>
  described(
    z
      .string()
      .max(300)
      .regex(absolutePathPattern, { error: packed(texts.notAbsolute()), abort: true })
      .transform((path) => `/${foldersOf(path).join("/")}`)
      .superRefine((path, { addIssue }) => {
        const folders = foldersOf(path);
        if (systemFolder.test(folders[0] ?? "")) addIssue(packed(texts.ofSystem()));
        else if (folders.length < 2) addIssue(packed(texts.tooWide()));
      }),
    { ...about, reaches: "path" },
  );

const foldersOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

export function described(type: Param, about: About): Param {
  aboutParams.set(type, about);
  return type;
}

export const aboutParam = (type: Param): About => aboutParams.get(type) ?? { what: "", example: "" };
