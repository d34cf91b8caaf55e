import { z } from "zod";
import { overlaps, readAddressRange } from "../../domain/addressRange.ts";
import { listParts } from "../../domain/runbooks/argument.ts";
import { parameterTexts as texts } from "../../domain/runbooks/parameterTexts.ts";
import { type Phrase, packed } from "../../domain/words/phrase.ts";
import { type About, absolutePathPattern, described, type Param } from "./params.ts";

/** Files or folders, separated by comma or space; `each(paths)` turns them into separate arguments. */
export const pathList = (about: About): Param =>
  list({ ...about, reaches: "paths" }, (parts) =>
    parts
      .filter((part) => !absolutePathPattern.test(part) || /^\/+$/.test(part))
      .map((part) => texts.partNotAbsolute({ part })),
  );

/**
 * IPv4 and IPv6 addresses and networks, separated by comma or space; `each(addresses)` turns them into separate
 * arguments. Refuses networks wider than any one party's, the machine itself, and entries contained in another one.
 */
export const addressList = (about: About): Param => list(about, addressMistakes);

const widest = { 4: 8, 6: 32 } as const;
const ownMachine = ["127.0.0.0/8", "0.0.0.0/8", "::1", "::", "::ffff:0:0/96"].map(
  (text) => readAddressRange(text)!,
);

function addressMistakes(parts: string[]): Phrase[] {
  const ranges = parts.map((part) => ({ part, range: readAddressRange(part) }));
  return ranges.flatMap(({ part, range }, index) => {
    if (range === null) return texts.noAddress({ part });
    const { family } = range;
    if (range.prefixBits < widest[family])
      return texts.networkTooWide({ part, family, bits: widest[family] });
    if (ownMachine.some((own) => overlaps(own, range))) return texts.ownMachine({ part });
    const other = ranges.slice(0, index).find((one) => one.range !== null && overlaps(one.range, range));
    return other === undefined ? [] : texts.overlapping({ part, other: other.part });
  });
}

function list(about: About, mistakesIn: (parts: string[]) => Phrase[]): Param {
  const written = z.string().max(4_000);
  // A file or a request may also write it as a list.
  const type = z
    .union([written, z.array(written).transform((parts) => parts.join(","))], packed(texts.notList()))
    .superRefine((text, { addIssue }) => {
      const parts = listParts(text);
      if (parts.length === 0) addIssue(packed(texts.empty()));
      for (const fault of mistakesIn(parts)) addIssue(packed(fault));
    });
  return described(type, about);
}
