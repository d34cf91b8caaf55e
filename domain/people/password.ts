import { loginName } from "./loginName.ts";

export const shortestPassword = 12;
export const longestPassword = 200;

/** Why this cannot be the person's password, in Japanese; null where it can. */
export function faultOfPassword(person: string, password: string): string | null {
  const length = [...password].length;
  if (length < shortestPassword) return `パスワードは${shortestPassword}文字以上にしてください。`;
  if (length > longestPassword) return `パスワードは${longestPassword}文字以内にしてください。`;
  const plain = loginName(password);
  if (plain === loginName(person) || plain === "") return "名前と同じパスワードは使えません。";
  if (new Set(plain).size < 4) return "同じ文字の繰り返しはパスワードに使えません。";
  return null;
}
