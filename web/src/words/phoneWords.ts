/** As people in Japan write and read it: +819012345678 → 090-1234-5678. Other countries' numbers stay as they are. */
export function phoneWords(e164: string): string {
  if (!e164.startsWith("+81")) return e164;
  const national = `0${e164.slice(3)}`;
  if (national.length === 11) return national.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1-$2-$3");
  if (/^0[36]\d{8}$/.test(national)) return national.replace(/^(\d{2})(\d{4})(\d{4})$/, "$1-$2-$3");
  return national;
}
