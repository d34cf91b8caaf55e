/** Every code point, lone surrogates included, in a few long texts with letters and line ends between them. */
export function everyCodePoint(): string[] {
  const planes = Array.from({ length: 17 }, (_, plane) => plane * 0x10000);
  return planes.map((first) =>
    Array.from({ length: 0x10000 }, (_, index) => `${String.fromCodePoint(first + index)}x`).join(""),
  );
}

/**
 * The first code point that some medium cannot carry (XML 1.0 Char, RFC 5322, well-formed UTF-8) or that is
 * invisible.
 */
export function unfitIn(text: string): string | null {
  const unfit = /[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|(?!\n)[\p{Cc}\p{NChar}\ufeff\u200b]/u;
  const found = unfit.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16)}`;
}
