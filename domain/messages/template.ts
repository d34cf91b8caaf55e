import { Liquid, LiquidError } from "liquidjs";

/** Liquid sources; null for a part that uses the standard text. */
export interface MailTemplate {
  subject: string | null;
  body: string | null;
}

/** The variables that a customer's own mail text may use. */
export const templateVariables = [
  "event",
  "node",
  "alarm",
  "level",
  "value",
  "log",
  "system",
  "customer",
  "firstOccurredAt",
  "detectedAt",
  "incident",
] as const;
export type TemplateValues = Record<(typeof templateVariables)[number], string>;

// Templates come from a reviewed file. Even so, a slip in one must not hold up a worker or read files.
const liquid = new Liquid({
  strictFilters: true,
  strictVariables: true,
  templates: {},
  ownPropertyOnly: true,
  parseLimit: 100_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
});

const sample: TemplateValues = {
  event: "発生",
  node: "web01",
  alarm: "HTTP",
  level: "高",
  value: "503",
  log: "",
  system: "ECサイト",
  customer: "株式会社アクメ",
  firstOccurredAt: "2026-11-22 03:12:00",
  detectedAt: "2026-11-22 03:12:04",
  incident: "1024",
};

/** Everything that is wrong with a Liquid template; empty if it can be used (R5.2.1). */
export function checkTemplate(source: string): string[] {
  try {
    const used = liquid.globalVariablesSync(source);
    const unknown = used.filter((name) => !(templateVariables as readonly string[]).includes(name));
    if (unknown.length > 0)
      return unknown.map((name) => `unknown variable "${name}"; known are ${templateVariables.join(", ")}`);
    renderTemplate(source, sample);
    return [];
  } catch (error) {
    return [explain(error)];
  }
}

/** Renders a checked template. Throws if the values reveal a fault that the check could not see. */
export function renderTemplate(source: string, values: TemplateValues): string {
  return String(liquid.parseAndRenderSync(source, values));
}

/** Liquid's own message with the place in the template, without the excerpt of its source. */
function explain(error: unknown): string {
  if (!(error instanceof LiquidError)) return error instanceof Error ? error.message : String(error);
  const [line, column] = error.token.getPosition();
  const words = error.originalError?.message ?? error.message.replace(/, (file:|line:).*/s, "");
  return `${words} (line ${line}, column ${column} of the template)`;
}
