import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import type { OidcSettings } from "./auth.ts";

interface Employee {
  sub: string;
  email: string;
  email_verified: boolean;
  /** How they proved who they are, and when, in seconds. */
  amr?: string[];
  auth_time?: number;
}

/** A company's own login that speaks OpenID Connect; the test says who `signsIn`. */
export async function startCompanyLogin(clientId: string) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" };
  const visits = new Map<string, { employee: Employee; nonce: string | null; challenge: string }>();
  const app = express();
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  app.get("/.well-known/openid-configuration", (_request, response) => {
    response.json({
      issuer,
      jwks_uri: `${issuer}/keys`,
      token_endpoint: `${issuer}/token`,
      authorization_endpoint: `${issuer}/authorize`,
      userinfo_endpoint: `${issuer}/userinfo`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["RS256"],
    });
  });
  app.get("/keys", (_request, response) => void response.json({ keys: [jwk] }));
  app.post("/token", express.urlencoded({ extended: false }), (request, response) => {
    const visit = visits.get(request.body.code);
    const proof = createHash("sha256").update(String(request.body.code_verifier)).digest("base64url");
    if (visit === undefined || proof !== visit.challenge) {
      response.status(400).json({ error: "invalid_grant" });
      return;
    }
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: visit.nonce,
      ...visit.employee,
    };
    response.json({ access_token: randomUUID(), token_type: "Bearer", id_token: jwt(claims) });
  });

  function jwt(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }

  const settings: OidcSettings = {
    issuer,
    clientId,
    clientSecret: "s",
    name: "社内ログイン",
    secondFactor: "claimed",
  };
  return {
    issuer,
    settings,
    /** The query that sends the browser back after signing in at this address. */
    signsIn(address: string, employee: Employee): string {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      visits.set(code, { employee, nonce: asked.get("nonce"), challenge: asked.get("code_challenge") ?? "" });
      const back = new URL(asked.get("redirect_uri") ?? "");
      return `${back.pathname}?code=${code}&state=${encodeURIComponent(asked.get("state") ?? "")}`;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
