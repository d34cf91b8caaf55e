/** A number as it was typed, also on a Japanese keyboard; other text goes as typed, and the API refuses it. */
export function typedNumber(text: string): number | string {
  const plain = text.trim().normalize("NFKC");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}
