import type { login as ja } from "../ja/login.ts";

export const login: typeof ja = {
  title: "Sign in",
  heading: "Toban",
  subtitle: "Control centre",
  username: "User name",
  password: "Password",
  signIn: "Sign in",
  or: "or",
  oidc: "Sign in with {{name}}",
  code: "Code",
  codeHint: "Enter the six digits that your authenticator shows.",
  verify: "Confirm",
  back: "Back to the password",
  wrong: "That is not right. Please check and try again.",
  tooMany: "Too many wrong attempts. Please wait a little and try again.",
};
