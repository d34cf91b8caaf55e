import { queryOptions } from "@tanstack/react-query";
import { get, post } from "../../api/client.ts";

/** How one may log in here. */
export interface LoginMethods {
  password: boolean;
  oidc: { name: string } | null;
}

export const loginMethodsQuery = queryOptions({
  queryKey: ["login-methods"],
  queryFn: ({ signal }) => get<LoginMethods>("/api/auth/methods", { signal }),
  // The password form is shown until then, and if there is no answer.
  retry: false,
});

export async function signInWithPassword(
  username: string,
  password: string,
): Promise<"done" | "code-needed"> {
  const answer = await post<{ twoFactorRedirect?: boolean }>("/api/auth/sign-in/username", {
    username,
    password,
  });
  return answer.twoFactorRedirect === true ? "code-needed" : "done";
}

export const verifyCode = (code: string): Promise<unknown> =>
  post("/api/auth/two-factor/verify-totp", { code });

/** The address of the identity provider, which leads back to `next`; `again` makes it ask again who the person is. */
export async function oidcAddress(next: string, { again = false } = {}): Promise<string> {
  const { url } = await post<{ url: string }>("/api/auth/sign-in/social", {
    provider: "oidc",
    callbackURL: next,
    ...(again && { again }),
  });
  return url;
}
