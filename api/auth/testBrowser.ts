import { setPassword } from "../../db/people/logins.ts";
import { hashPassword } from "../../db/people/passwords.ts";
import type { Role } from "../../db/schema/index.ts";
import type { TestApi } from "../testApi.ts";
import { totpCode, totpStepAt } from "./totp.ts";

/**
 * Acts as a browser does for a page: keeps cookies, sends them back, and says which page asks. A header that
 * is undefined is not sent.
 */
export function browserOf(api: Pick<TestApi, "url" | "publicUrl">) {
  const cookies = new Map<string, string>();

  async function ask(method: string, path: string, options: { body?: unknown; headers?: object } = {}) {
    const headers = {
      "sec-fetch-site": "same-origin",
      ...(method !== "GET" && { origin: api.publicUrl, "content-type": "application/json" }),
      ...(cookies.size > 0 && {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      }),
      ...options.headers,
    };
    const response = await fetch(api.url + path, {
      method,
      redirect: "manual",
      headers: Object.entries(headers).filter(([, value]) => value !== undefined),
      ...(method !== "GET" && { body: JSON.stringify(options.body ?? {}) }),
    });
    for (const line of response.headers.getSetCookie()) keep(line);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  }

  function keep(line: string): void {
    const [pair = ""] = line.split(";", 1);
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (/max-age=0/i.test(line) || value === "") cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    get: (path: string, headers?: object) => ask("GET", path, { ...(headers && { headers }) }),
    post: (path: string, body?: unknown, headers?: object) =>
      ask("POST", path, { body, ...(headers && { headers }) }),
    remove: (path: string) => ask("DELETE", path),
    login: (username: string, password: string, headers?: object) =>
      ask("POST", "/api/auth/sign-in/username", {
        body: { username, password },
        ...(headers && { headers }),
      }),
  };
}

export type Browser = ReturnType<typeof browserOf>;

export const password = "correct horse battery";
let hashed: string | undefined;

/** Creates a person who can log in with `password`, or with the one given. */
export async function givenLogin(
  api: Pick<TestApi, "db" | "given">,
  name: string,
  fields: { role?: Role; customers?: string[] } = {},
  given?: string,
): Promise<void> {
  await api.given.person(name, fields);
  hashed ??= await hashPassword(password);
  const hash = given === undefined ? hashed : await hashPassword(given);
  await setPassword(api.db, name, hash, new Date());
}

/** Sets up the second factor of the person logged in. The session then counts as opened with it. */
export async function setUpSecondFactor(browser: Browser) {
  const { body } = await browser.post("/api/auth/two-factor/enable", { password });
  const app = authenticatorApp(String(body.totpURI));
  const confirmed = await browser.post("/api/auth/two-factor/verify-totp", { code: app.code() });
  return { app, setUp: body, confirmed };
}

/** An authenticator app that has read the code on the screen. */
export function authenticatorApp(totpUri: string) {
  const secret = base32Decoded(new URL(totpUri).searchParams.get("secret") ?? "");
  return { code: (periodsFromNow = 0) => totpCode(secret, totpStepAt(new Date()) + periodsFromNow) };
}

function base32Decoded(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString();
}
