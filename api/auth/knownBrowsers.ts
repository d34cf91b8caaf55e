import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { knownBrowserKeys } from "../../db/people/loginKeys.ts";
import { type Credential, credentialOf } from "../../db/people/logins.ts";
import { type AuthSettings, cookiePrefix } from "./auth.ts";
import { isHttps } from "./origins.ts";

export interface KnownBrowsers {
  /** The browser's name if this person (null: anyone) has logged in with it before; else null. */
  find(request: Request, name: string | null): Promise<string | null>;
  /** Called when a person has just logged in with it. */
  remember(request: Request, response: Response, name: string): Promise<void>;
}

const days = 180;
const tokenSchema = z.tuple([z.string(), z.string(), z.number(), z.string()]);

/**
 * Remembers by a cookie in which browsers a person has logged in. Attempts in a known browser are counted
 * separately, so that guesses made elsewhere do not lock the person out. The cookie grants no access, belongs
 * to one person, and is void after a password change.
 */
export function knownBrowsers(
  deps: { db: Database; clock: () => Date },
  settings: Pick<AuthSettings, "publicUrl" | "vaultKeys">,
): KnownBrowsers {
  const secure = isHttps(settings.publicUrl);
  const prefix = `${secure ? "__Secure-" : ""}${cookiePrefix}.known_`;
  const keys = knownBrowserKeys(settings.vaultKeys);
  const sign = (text: string, key = keys[0]!) => createHmac("sha256", key).update(text).digest("base64url");
  const stateOf = ({ passwordHash }: Credential) => digest(passwordHash ?? "");
  const opened = (value: string) => {
    const [text = "", signature = ""] = value.split(".");
    if (!keys.some((key) => isSame(sign(text, key), signature))) return null;
    const [id, browser, until, state] = tokenSchema.parse(
      JSON.parse(Buffer.from(text, "base64url").toString()),
    );
    return until > deps.clock().getTime() ? { id, browser, state } : null;
  };

  async function find(request: Request, name: string | null): Promise<string | null> {
    for (const value of cookiesOf(request, prefix)) {
      const token = opened(value);
      const credential = token && (await credentialOf(deps.db, { id: token.id }));
      if (token === null || credential === null || stateOf(credential) !== token.state) continue;
      if (name === null || credential.name === name) return token.browser;
    }
    return null;
  }

  return {
    find,
    async remember(request, response, name) {
      const credential = await credentialOf(deps.db, { name });
      if (credential === null) return;
      const browser = (await find(request, name)) ?? randomUUID();
      const maxAge = days * 24 * 3600_000;
      const token = [credential.id, browser, deps.clock().getTime() + maxAge, stateOf(credential)];
      const text = Buffer.from(JSON.stringify(token)).toString("base64url");
      // Several people may share a screen; each stays known.
      response.cookie(`${prefix}${digest(credential.id)}`, `${text}.${sign(text)}`, {
        httpOnly: true,
        secure,
        sameSite: "lax",
        path: "/api/auth",
        maxAge,
      });
    },
  };
}

function cookiesOf(request: Request, prefix: string): string[] {
  const cookies = (request.headers.cookie ?? "").split(";").map((cookie) => cookie.trim());
  return cookies
    .filter((cookie) => cookie.startsWith(prefix))
    .map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
