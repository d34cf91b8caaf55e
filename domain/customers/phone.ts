import { type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { problemOfInvisible } from "./visibleText.ts";

export type PhoneReading = { phone: string } | { problem: string };

const expected = "expected a phone number such as 090-1234-5678 or +819012345678";

/** 110 police, 118 coast guard, 119 fire; the other 1xx are the carriers' own services. */
const japaneseShortNumber = /^1\d{2}$/;
/** Without the leading 0: toll-free, shared-cost, premium and recorded services, M2M and pagers. */
const japaneseServiceNumber = /^(?:120|800|570|990|180|170|777|00|20)/;
/**
 * Without the leading 0: mobile and IP telephones have ten digits, landlines nine. 050 to 090 are all given out, so
 * the next range of mobiles is 030 or 040.
 */
const japanesePhone = /^(?:[3-9]0\d{8}|[1-9][1-9]\d{7})$/;

const services = new Set(["TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "UAN", "VOICEMAIL", "PAGER"]);

/**
 * Reads a number as people write it and returns it as E.164 (R2.7.2). Japanese numbers are judged by length, not by
 * the ranges given out so far, so future numbers work too. Emergency and service numbers are refused in every
 * notation. Full-width digits count as digits.
 */
export function readPhone(text: string): PhoneReading {
  const invisible = problemOfInvisible(text);
  if (invisible !== null) return { problem: invisible };
  const parsed = parse(text);
  if (parsed === undefined) return { problem: expected };
  if (parsed.ext !== undefined) return { problem: "expected a phone number without extension" };
  const national = String(parsed.nationalNumber);
  if (parsed.countryCallingCode === "81") {
    if (japaneseShortNumber.test(national)) return { problem: refused("emergency and short numbers") };
    if (japaneseServiceNumber.test(national)) return { problem: refused("toll-free and service numbers") };
    if (!japanesePhone.test(national)) return { problem: expected };
  } else {
    if (services.has(parsed.getType() ?? "")) return { problem: refused("toll-free and service numbers") };
    if (!parsed.isPossible()) return { problem: expected };
  }
  return { phone: parsed.number };
}

/** A warning about a number that is accepted; null if its range is known, or if it is refused. */
export function doubtAbout(text: string): string | null {
  if ("problem" in readPhone(text) || parse(text)?.isValid()) return null;
  return `no known range of telephone numbers holds ${JSON.stringify(text)}: call it once before you rely on it`;
}

function parse(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text.trim(), { defaultCountry: "JP", extract: false });
}

function refused(what: string): string {
  return `expected a person's phone number; ${what} are refused`;
}
