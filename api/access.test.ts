import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OidcSettings } from "./auth/auth.ts";
import { apiDocument } from "./openapi/document.ts";
import { startTestApi, type TestApi } from "./testApi.ts";
import { routesOf } from "./testRoutes.ts";

const roles = ["nobody", "operator", "admin", "customer", "otherCustomer"] as const;
type Role = (typeof roles)[number];
/** `Role` and the visitors whose answers follow from a role's. */
type Who = Role | "readOnly" | "disabled" | "expired";

const anyone = { nobody: 200, operator: 200, admin: 200, customer: 200, otherCustomer: 200 };
const everyone = (status: number) => Object.fromEntries(roles.map((role) => [role, status]));
const anyPerson = { ...anyone, nobody: 401 };
const ownersAndOperators = { ...anyPerson, otherCustomer: 404 };
const staff = { ...anyPerson, customer: 403, otherCustomer: 403 };
const admins = { ...staff, operator: 403 };
const anyPersonHears = (status: number) => ({ ...everyone(status), nobody: 401 });

const lines = (address: string) => (names: string[], answers: Record<string, number>) =>
  Object.fromEntries(names.map((name) => [address + name, answers]));
const actions = lines("POST /api/incidents/{number}/");
const secondaryActions = lines("POST /api/secondary/{secondary}/");
const operatorsSecondaryActions = "schedule begin abort answer steps vendor report withdraw close".split(" ");
const silenceActions = lines("POST /api/silences/{silence}/");
const bulkActions = lines("POST /api/incidents/bulk/");
const callbacks = [
  ..."voice key status operator operator-key whisper leg dialled recording".split(" "),
  ...["test/voice", "test/key", "test/status"],
].map((path) => `${path}/{call}`);
callbacks.push("incoming", "incoming-status");
callbacks.push(..."read key whisper accept dialled".split(" ").map((what) => `incoming/{call}/${what}`));
const operatorsActions =
  "take notes mails chats calls call-results runbooks runbook-answers abort-runbook assign escalate resolve".split(
    " ",
  );

/**
 * The status each address answers to each visitor, for an incident of the customer `acme`. A line without a
 * method is a GET. A new route needs its line here. The posted bodies are invalid: a person who may act gets
 * 400, and nothing is done.
 */
const expected: Record<string, Record<string, number>> = {
  "/api/incidents": anyPerson,
  "/api/incidents?customer=acme": { ...anyPerson, otherCustomer: 403 },
  "/api/incidents/{number}": ownersAndOperators,
  "/api/incidents/{number}/alerts": ownersAndOperators,
  "/api/incidents/{number}/timeline": ownersAndOperators,
  "/api/incidents/{number}/dispatches": ownersAndOperators,
  "/api/incidents/{number}/calls": ownersAndOperators,
  "/api/incidents/{number}/desk": staff,
  "/api/incidents/{number}/dispatches/{id}": { ...staff, operator: 404, admin: 404 },
  "/api/incidents/{number}/bundles/{id}": { ...staff, operator: 404, admin: 404 },
  "/api/incidents/{number}/alerts/{id}": { ...staff, operator: 404, admin: 404 },
  ...actions(operatorsActions, { ...ownersAndOperators, operator: 400, admin: 400, customer: 403 }),
  ...actions(["acknowledge"], { ...anyPersonHears(400), otherCustomer: 404 }),
  "POST /api/incidents/{number}/seen": staff,
  ...bulkActions(["take", "resolve"], { ...staff, operator: 400, admin: 400 }),
  ...bulkActions(["acknowledge"], anyPersonHears(400)),
  "/api/silences": anyPerson,
  "/api/silences?customer=acme": { ...anyPerson, otherCustomer: 403 },
  "POST /api/silences": anyPersonHears(400),
  // This one is planned in the customer's file.
  "DELETE /api/silences/{silence}": { ...anyPersonHears(409), otherCustomer: 404 },
  ...silenceActions(["extend"], { ...anyPersonHears(400), otherCustomer: 404 }),
  ...silenceActions(["approve", "decline"], { ...staff, operator: 409, admin: 409 }),
  "/api/triage": staff,
  "/api/customers": staff,
  "/api/customers/{customer}": staff,
  "POST /api/customers/{customer}/dry-run": { ...staff, operator: 400, admin: 400 },
  "/api/customers/{customer}/operation-tests": staff,
  "POST /api/customers/{customer}/operation-tests": { ...staff, operator: 400, admin: 400 },
  "/api/operation-tests/{test}": staff,
  "POST /api/operation-tests/{test}/abort": { ...staff, operator: 409, admin: 409 },
  ...actions(["secondary"], { ...ownersAndOperators, operator: 400, admin: 400, customer: 403 }),
  "/api/secondary/{secondary}": ownersAndOperators,
  ...secondaryActions(["approve", "decline"], { ...anyPersonHears(400), otherCustomer: 404 }),
  ...secondaryActions(operatorsSecondaryActions, {
    ...ownersAndOperators,
    operator: 400,
    admin: 400,
    customer: 403,
  }),
  // No such link exists, and the request does not come from a page of ours.
  "/approve/{token}": everyone(404),
  "POST /approve/{token}": everyone(404),
  "/api/me": anyPerson,
  "/api/me/sessions": anyPerson,
  "DELETE /api/me/sessions/{id}": anyPersonHears(404),
  "/api/me/tokens": anyPerson,
  "POST /api/me/tokens": anyPersonHears(403),
  "DELETE /api/me/tokens/{id}": anyPersonHears(404),
  "/api/people": admins,
  "/api/people/{name}/tokens": { ...admins, admin: 404 },
  "DELETE /api/people/{name}/tokens": { ...admins, admin: 404 },
  "DELETE /api/people/{name}/tokens/{id}": { ...admins, admin: 404 },
  "POST /api/people/{name}/disable": { ...admins, admin: 404 },
  "POST /api/people/{name}/enable": { ...admins, admin: 404 },
  "/api/audit": staff,
  "/api/audit.csv": staff,
  "/api/board": anyPerson,
  "/api/events": anyPerson,
  // The telephone provider is down: a person who may play it gets 503.
  "/api/recordings/{sid}": { ...staff, operator: 503, admin: 503 },
  "/api/nothing": anyPersonHears(404),
  "POST /api/nothing": anyPersonHears(404),

  "/api/auth/methods": anyone,
  "POST /api/auth/sign-in/username": everyone(400),
  "POST /api/auth/two-factor/verify-totp": everyone(400),
  "POST /api/auth/two-factor/verify-backup-code": everyone(400),
  "POST /api/auth/two-factor/enable": everyone(400),
  "POST /api/auth/two-factor/disable": everyone(400),
  "POST /api/auth/two-factor/generate-backup-codes": everyone(400),
  "POST /api/auth/change-password": everyone(400),
  "POST /api/auth/sign-out": everyone(400),
  "POST /api/auth/sign-in/social": everyone(400),
  "/api/auth/callback/oidc": everyone(302),

  "/api/openapi.json": anyone,
  "/api/docs": anyone,
  "/api/docs/page.js": anyone,
  "/api/docs/swagger-ui.css": anyone,
  "/api/docs/swagger-ui-bundle.js": anyone,
  "/api/docs/favicon-32x32.png": anyone,
  "/healthz": anyone,
  "/readyz": everyone(503),
  "/metrics": anyone,
  // Only the telephone provider's signature opens these; no login helps.
  ...lines("POST /callbacks/twilio/")(callbacks, everyone(403)),
  "POST /intake/alerts": everyone(401),
  "POST /intake/alertmanager": everyone(401),
  "POST /intake/grafana": everyone(401),
  "POST /v2/enqueue": everyone(400),
};

/** The console's page, at any address: a file that holds no data. */
const consolePages = "GET /.*/";

const methodAndPath = (line: string): [method: string, path: string] => {
  const [path = "", method = "GET"] = line.split(" ").reverse();
  return [method, path];
};

/** Writes a line's route as the application does. */
const asRoute = (line: string): string => {
  const [method, path] = methodAndPath(line);
  return `${method} ${path.split("?")[0]}`.replaceAll("{secondary}", ":id").replaceAll(/\{(\w+)\}/g, ":$1");
};

/**
 * A read-only token is refused on every route that acts. An expired token, or one of a disabled person,
 * counts as no login.
 */
function whatIsHeard(line: string, who: Who): number | undefined {
  const answers = expected[line]!;
  const [method] = methodAndPath(line);
  const needsLogin = answers.nobody === 401 && answers.operator !== 401;
  if (who === "disabled" || who === "expired") return answers[needsLogin ? "nobody" : "operator"];
  if (who !== "readOnly") return answers[who];
  return needsLogin && method !== "GET" ? 403 : answers.operator;
}

describe("every address, asked by everybody", () => {
  let api: TestApi;
  let number: number;
  const sid = `RE${"1".repeat(32)}`;
  let test: number;
  let secondary: number;
  let silence: number;
  const tokens: Partial<Record<Who, string>> = {};

  beforeAll(async () => {
    const oidc: OidcSettings = {
      issuer: "http://127.0.0.1:1",
      clientId: "toban",
      clientSecret: "s",
      name: "社内ログイン",
      secondFactor: "claimed",
    };
    api = await startTestApi({ auth: { oidc } });
    const past = new Date("2026-11-22T03:00:00.000Z");
    tokens.operator = await api.given.person("鈴木");
    tokens.admin = await api.given.person("管理者", { role: "admin" });
    tokens.customer = await api.given.person("佐藤", { role: "customer", customers: ["acme"] });
    tokens.otherCustomer = await api.given.person("高橋", { role: "customer", customers: ["other"] });
    tokens.readOnly = await api.given.person("鈴木", { token: { scopes: ["read"] } });
    tokens.disabled = await api.given.person("去った人", { disabledAt: past });
    tokens.expired = await api.given.person("鈴木", { token: { expiresAt: past } });
    const version = await api.given.customer("acme");
    test = await api.given.operationTest(version);
    number = await api.given.incident({ customer: "acme", node: "acme-web01" });
    secondary = await api.given.secondary(number, version);
    silence = await api.given.silence({ targets: ["acme-web01"], planned: "shop/web01/0" });
    await api.given.alert({ incident: number, sequence: 1, log: "acme-web01" });
    await api.given.timelineEntry(number, { text: "acme-web01" });
    await api.given.dispatch(number);
    await api.given.call(number);
    await api.given.recording(number, { sid });
  });
  afterAll(() => api.stop());

  it("[RA4] leaves out no route that the application answers", () => {
    const lines = [...Object.keys(expected).map(asRoute), consolePages];
    expect(routesOf(api.app).filter((route) => !lines.includes(route))).toEqual([]);
  });

  it("[RA4] leaves out no address that the API describes, and describes no other", () => {
    const described = Object.entries(apiDocument().paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations ?? {}).map((method) => asRoute(`${method.toUpperCase()} ${path}`)),
    );
    expect(described.filter((route) => !routesOf(api.app).includes(route))).toEqual([]);
  });

  it.each(Object.keys(expected))("[RA4] %s", async (line) => {
    const [method, path] = methodAndPath(line);
    const address = path
      .replace("{number}", `${number}`)
      .replace("{customer}", "acme")
      .replace("{sid}", sid)
      .replace("{test}", `${test}`)
      .replace("{secondary}", `${secondary}`)
      .replace("{silence}", `${silence}`)
      .replace("{token}", "A".repeat(43))
      .replace("{name}", "nobody")
      .replace("{id}", "00000000-0000-4000-8000-000000000000");
    for (const who of [...roles, "readOnly", "disabled", "expired"] as const) {
      const answer = await api.ask(method, address, { token: tokens[who], body: { unknown: true } });
      expect([who, answer.status]).toEqual([who, whatIsHeard(line, who)]);
      if (["nobody", "otherCustomer", "disabled", "expired"].includes(who))
        expect(JSON.stringify(answer.body)).not.toMatch(/acme-web01|sato@|\+8190/);
    }
  });
});
