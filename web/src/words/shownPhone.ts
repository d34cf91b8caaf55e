/**
 * As Japanese people write a number: 090-1234-5678, 03-1234-5678. Where the length of the area code cannot be seen,
 * and abroad, it stays as it is dialled.
 */
export function shownPhone(phone: string): string {
  const [, mobile, middle, end] = /^\+81([5789]0)(\d{4})(\d{4})$/.exec(phone) ?? [];
  if (mobile !== undefined) return `0${mobile}-${middle}-${end}`;
  const [, city, first, last] = /^\+81([36])(\d{4})(\d{4})$/.exec(phone) ?? [];
  return city === undefined ? phone : `0${city}-${first}-${last}`;
}
