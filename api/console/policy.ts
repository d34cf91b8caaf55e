import { createHash } from "node:crypto";

/** react-aria's only style sheet: on touch, pressable elements scroll and zoom but do nothing else. */
export const pressableStyle = `
@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}
    `.trim();

const hash = createHash("sha256").update(pressableStyle).digest("base64");

/**
 * Everything loads from our own origin. Nothing written into a page may run, and no other page may embed
 * ours.
 */
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
