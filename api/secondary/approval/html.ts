import { createHash } from "node:crypto";

/** Markup that is safe in a page: all outside text in it is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Markup | null | readonly Markup[];

/** A piece of a page. Everything filled in is escaped, unless it is already markup. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((whole, piece, index) => whole + markupOf(parts[index - 1] ?? null) + piece));

function markupOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  return typeof part === "string" ? escaped(part) : part.map(({ text }) => text).join("");
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character]!);

/** One column that a telephone shows without zooming, with buttons large enough for a thumb. */
const style = `
:root { color-scheme: light dark; --line: #8886; --accent: #0b57d0; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --accent: #a8c7fa; --on-accent: #062e6f; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.7 system-ui, -apple-system, "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.35rem; line-height: 1.4; margin: .25rem 0 1rem; }
.from { margin: 0; font-size: .9rem; }
dl { margin: 1.25rem 0; border-top: 1px solid var(--line); }
dt { font-weight: 700; font-size: .9rem; padding-top: .6rem; }
dd { margin: 0; padding-bottom: .6rem; border-bottom: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin: 1rem 0; }
summary { cursor: pointer; padding: .6rem 0; min-height: 44px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; font-size: .9rem; border: 1px solid var(--line); padding: .75rem; margin: 0; }
label { display: block; font-weight: 700; margin: 1rem 0 .25rem; }
input, textarea { width: 100%; font: inherit; padding: .65rem; border: 1px solid #888; border-radius: .4rem; }
.error { border-left: .3rem solid #c5221f; padding: .5rem .75rem; }
.buttons { display: grid; gap: .75rem; margin-top: 1.5rem; }
button { font: inherit; font-weight: 700; min-height: 52px; border-radius: .4rem; border: 2px solid var(--accent); cursor: pointer; }
button.yes { background: var(--accent); color: var(--on-accent); }
button.unseen { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
button.no { background: transparent; color: inherit; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing runs, nothing is loaded, nothing may frame it; its form goes only to our own origin. */
export const approvalPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const page = (title: string, from: string, content: Markup): string =>
  html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<p class="from">${from}</p>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
