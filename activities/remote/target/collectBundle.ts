import { createHash } from "node:crypto";
import { DomainError } from "../../../domain/errors.ts";
import { plain } from "../../../domain/runbooks/argument.ts";
import { bundleTexts as texts } from "../../../domain/runbooks/bundleTexts.ts";
import type { Action } from "../../../domain/runbooks/probe.ts";
import { collectScript } from "./collectScript.ts";
import type { Done } from "./done.ts";
import type { Reach } from "./reach.ts";
import type { Watch } from "./runCommand.ts";

interface Limits {
  timeoutSeconds: number;
  signal: AbortSignal;
  watch?: Pick<Watch, "begun"> | undefined;
  /** Counted before packing; a packed bundle is hardly ever larger. */
  longestBytes?: number;
}

const mebibyte = 1024 * 1024;

/**
 * Packs what was written since a time in the files and folders of a filled action, latest first, and brings
 * it here. Beyond the limit it leaves out files, or a long file's beginning, and says so. Nothing stays on
 * the target. Throws a RemoteFault, or a DomainError that says why there is no bundle.
 */
export async function collectBundle(
  reach: Reach,
  action: Extract<Action, { kind: "bundle" }>,
  { longestBytes = 20 * mebibyte, watch, ...limits }: Limits,
): Promise<Done> {
  const session = await reach.ssh();
  const given = [String(longestBytes), plain(action.since), ...action.paths.map(plain)];
  const result = await session.run({
    argv: ["/bin/sh", "-eu", "-c", collectScript, "collect-logs", ...given],
    asRoot: true,
    longestOutputBytes: 2 * longestBytes + mebibyte,
    ...limits,
    ...(watch && { onBegun: watch.begun }),
  });
  limits.signal.throwIfAborted();
  if (result.exitCode === null)
    throw new DomainError("bundle_too_slow", texts.tooSlow({ seconds: limits.timeoutSeconds }));
  const { counts, digest, packed } = answerOf(result.stdout);
  if (result.exitCode !== 0 || counts === null)
    throw new DomainError("bundle_failed", texts.failed({ code: result.exitCode }));
  if (counts.files === "0") throw new DomainError("bundle_empty", texts.empty());
  const bundle = Buffer.from(packed, "base64");
  if (createHash("sha256").update(bundle).digest("hex") !== digest)
    throw new DomainError("bundle_damaged", texts.damaged());
  const { files, cut, left } = counts;
  const size = { files, kibibytes: Math.ceil(bundle.length / 1024) };
  const isWhole = cut === "0" && left === "0";
  const limit = Math.ceil(longestBytes / mebibyte);
  return {
    ok: true,
    seen: isWhole ? texts.whole(size) : texts.inPart({ ...size, cut, left, limit }),
    bundle,
  };
}

/** Counts of files included, included without their beginning, and left out; the SHA-256. */
const headPattern = /^(\d+) (\d+) (\d+) ([0-9a-f]{64})$/;

/**
 * The script answers a head of one line, then the bundle in Base64. Only the head meets a pattern: over megabytes one
 * can exhaust the stack. The digest tells whether the rest is right.
 */
function answerOf(stdout: string) {
  const end = stdout.indexOf("\n");
  const [, files, cut, left, digest] = headPattern.exec(stdout.slice(0, Math.max(end, 0))) ?? [];
  const counts = digest === undefined ? null : { files: files!, cut: cut!, left: left! };
  return { counts, digest, packed: stdout.slice(end + 1) };
}
