import { whyNotRung } from "../callCountries.ts";
import { doubtAbout } from "../phone.ts";
import { type Check, entries, inside } from "./place.ts";

/** Every contact's telephone is in a country that may be rung: a call elsewhere can cost a fortune or serve a fraud. */
export const checkPhones =
  (countries: readonly string[]): Check =>
  (file, findings) => {
    for (const contact of entries(inside(file, "contacts"))) {
      const phone = inside(contact, "phone");
      if (typeof phone.value !== "string") continue;
      const why = whyNotRung(phone.value, countries);
      const doubt = doubtAbout(phone.value);
      if (why !== null) findings.fault(phone, why);
      else if (doubt !== null) findings.warn(phone, doubt);
    }
  };
