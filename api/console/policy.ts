import { createHash } from "node:crypto";

/** react-aria's one style sheet: what can be pressed scrolls and zooms, and does nothing else by touch. */
export const pressableStyle = `
@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}
    `.trim();

const hash = createHash("sha256").update(pressableStyle).digest("base64");

/** Everything comes from here, and nothing that stands in a page may run or be embedded in another. */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${hash}'`,
  "connect-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");
