import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { readPhone } from "./phone.ts";

/** ISO codes of the countries that may be rung unless CALL_COUNTRIES says otherwise. */
export const usualCallCountries: readonly string[] = ["JP"];

const neverRung = new Set(["PREMIUM_RATE", "SHARED_COST"]);

/**
 * Whether a number in E.164 is in a country that may be rung. Satellite telephones and international networks belong
 * to no country, so they never are.
 */
export function mayBeRung(phone: string, countries: readonly string[]): boolean {
  const parsed = parsePhoneNumberFromString(phone);
  if (parsed === undefined || neverRung.has(parsed.getType() ?? "")) return false;
  const country = parsed.country ?? onlyCountryOf(parsed.countryCallingCode);
  return country !== null && countries.includes(country);
}

/** A new Japanese range that no list has yet is still Japan's. */
const onlyCountryOf = (callingCode: string): string | null => (callingCode === "81" ? "JP" : null);

/** Why a number in a customer's file is refused; null if it is allowed. An unreadable number is not judged here. */
export function whyNotRung(text: string, countries: readonly string[]): string | null {
  const read = readPhone(text);
  if ("problem" in read || mayBeRung(read.phone, countries)) return null;
  return `expected a phone number in one of the countries that may be rung (CALL_COUNTRIES: ${countries.join(", ")})`;
}
