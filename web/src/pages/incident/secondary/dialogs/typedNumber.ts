/** A number as it was typed, also on a Japanese keyboard; what is none goes as typed, and the API says so. */
export function typedNumber(text: string): number | string {
  const plain = text.trim().normalize("NFKC");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}
