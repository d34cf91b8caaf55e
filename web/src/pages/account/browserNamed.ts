const browsers = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;

const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a person calls the browser that sent this `User-Agent`; null if we do not know it. */
export function browserNamed(userAgent: string | null): { browser: string; system: string } | null {
  const [browser] = browsers.find(([, pattern]) => pattern.test(userAgent ?? "")) ?? [];
  const [system] = systems.find(([, pattern]) => pattern.test(userAgent ?? "")) ?? [];
  return browser === undefined ? null : { browser, system: system ?? "?" };
}
