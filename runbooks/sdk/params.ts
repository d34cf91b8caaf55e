import { z } from "zod";

/** A parameter's type, with what it is and an example for whoever writes the customer's file. */
export type Param = z.ZodType<string | number>;

export interface About {
  /** In Japanese: it stands in the procedure that the customer agrees to. */
  what: string;
  example: string;
}

const aboutParams = new WeakMap<Param, About>();

/** Never an option of a program (`-rf`), and one line. */
export const text = (about: About, pattern: RegExp = /^[^\p{Cc}]+$/u): Param =>
  described(
    z
      .string()
      .min(1)
      .max(300)
      .regex(/^[^-]/, { error: "may not begin with -", abort: true })
      .regex(pattern, `does not match ${pattern}`),
    about,
  );

export const wholeNumber = (about: About, range: { min: number; max: number }): Param =>
  described(z.int().min(range.min).max(range.max), about);

/** `nginx`, `app@1.service`. */
export const serviceName = (about: About): Param => text(about, /^[A-Za-z0-9][\w@.:-]*$/);

export const absolutePathPattern = /^\/(?!.*(^|\/)\.\.(\/|$))[^\p{Cc}]*$/u;

export const absolutePath = (about: About): Param => text(about, absolutePathPattern);

/** What a server needs to run: nothing in there is ever a runbook's to delete. */
const systemFolder = /^(etc|usr|bin|sbin|lib.*|boot|root|dev|proc|sys|run)$/;

/** A folder whose old files may be deleted: none of the system's, and none that holds everybody's (`/`, `/var`). */
export const deletablePath = (about: About): Param =>
  described(
    z
      .string()
      .max(300)
      .regex(absolutePathPattern, { error: "is no absolute path of a folder", abort: true })
      .transform((path) => `/${foldersOf(path).join("/")}`)
      .superRefine((path, { addIssue }) => {
        const folders = foldersOf(path);
        if (systemFolder.test(folders[0] ?? "")) addIssue("belongs to the system");
        else if (folders.length < 2) addIssue("is too wide: name a folder inside it");
      }),
    about,
  );

const foldersOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

export function described(type: Param, about: About): Param {
  aboutParams.set(type, about);
  return type;
}

export const aboutParam = (type: Param): About => aboutParams.get(type) ?? { what: "", example: "" };
