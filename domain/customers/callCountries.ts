import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { readPhone } from "./phone.ts";

/** ISO codes of the countries that are rung unless the operator of Toban says otherwise. */
export const usualCallCountries: readonly string[] = ["JP"];

const neverRung = new Set(["PREMIUM_RATE", "SHARED_COST"]);

/**
 * Whether a number in E.164 lies in a country that may be rung. Satellite telephones and international networks belong to no
 * country, so they never do.
 */
export function mayBeRung(phone: string, countries: readonly string[]): boolean {
  const parsed = parsePhoneNumberFromString(phone);
  if (parsed === undefined || neverRung.has(parsed.getType() ?? "")) return false;
  const country = parsed.country ?? onlyCountryOf(parsed.countryCallingCode);
  return country !== null && countries.includes(country);
}

/** A Japanese range so new that no list has it is Japan's all the same. */
const onlyCountryOf = (callingCode: string): string | null => (callingCode === "81" ? "JP" : null);

/** Why a number of a customer's file is refused; null: it may stand there. A number that cannot be read is not judged here. */
export function whyNotRung(text: string, countries: readonly string[]): string | null {
  const read = readPhone(text);
  if ("problem" in read || mayBeRung(read.phone, countries)) return null;
  return `expected a phone number in one of the countries that may be rung (CALL_COUNTRIES: ${countries.join(", ")})`;
}
