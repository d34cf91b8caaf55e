import { cloudTexts as texts } from "../../../domain/customers/cloudTexts.ts";
import { say } from "../../../domain/say.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import type { FaultKind } from "../../networkFault.ts";
import { networkFault } from "../../networkFault.ts";

export type CloudFaultKind =
  | "denied"
  | "not-found"
  | "throttled"
  | "invalid"
  | "unavailable"
  | "wrong-account";

/** Why AWS did not do or answer a request. Contains nothing of the request, so no secret. */
export class CloudFault extends Error {
  override readonly name = "CloudFault";
  readonly kind: CloudFaultKind;
  /** The request's fate: refused for good, certainly not done, or perhaps done. */
  readonly outcome: FaultKind;
  /** For an operator, with AWS's own code. */
  readonly reason: Text;
  /** AWS's own code, or the system's if AWS did not answer. */
  readonly code: string;

  constructor(kind: CloudFaultKind, outcome: FaultKind, code: string, reason: Text) {
    super(say(reason));
    this.kind = kind;
    this.outcome = outcome;
    this.code = code;
    this.reason = reason;
  }
}

/** The request by its IAM name, and whether it changes anything once it reaches AWS. */
export interface AwsRequest {
  action: string;
  changes: boolean;
}

interface AwsError {
  name?: unknown;
  message?: unknown;
  $metadata?: { httpStatusCode?: number };
}

const noCredentials = new Set(["CredentialsProviderError", "TokenProviderError"]);
const denied = new Set([
  ...["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "AuthFailure", "Blocked"],
  ...["InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "SignatureDoesNotMatch"],
  ...["ExpiredToken", "ExpiredTokenException", "RequestExpired", "MissingAuthenticationToken"],
  ...["OptInRequired", "PendingVerification", "OperationNotPermitted", "RegionDisabledException"],
]);
const throttled = new Set([
  ...["RequestLimitExceeded", "Throttling", "ThrottlingException", "RequestThrottled", "SlowDown"],
  ...["EC2ThrottledException", "TooManyRequestsException", "SnapshotCreationPerVolumeRateExceeded"],
]);
/** The same request may be accepted a moment later. */
const notNow = new Set(["IncorrectInstanceState", "IncorrectState", "ConcurrentTagAccess", "VolumeInUse"]);
/** AWS answers with status 500, but the code says that nothing was begun. */
const noCapacity = new Set(["InsufficientInstanceCapacity", "InsufficientHostCapacity"]);
const notFound = /NotFound(Exception)?$|^NoSuchEntity|^InvalidAMIID\.Unavailable$/;

/** Classifies all that the SDK throws (AWS: "Error codes for the Amazon EC2 API", "Common errors"). */
export function classifyAws(error: unknown, { action, changes }: AwsRequest): CloudFault {
  const { name, $metadata } = error as AwsError;
  const status = $metadata?.httpStatusCode;
  const code = typeof name === "string" && /^[\w.:-]{1,80}$/.test(name) ? name : "unknown";
  const known = { action, code };
  if (noCredentials.has(code)) return new CloudFault("denied", "permanent", code, texts.noCredentials(known));
  if (status === undefined) return unanswered(error, changes);
  if (throttled.has(code) || status === 429)
    return new CloudFault("throttled", "transient", code, texts.throttled(known));
  if (noCapacity.has(code)) return new CloudFault("unavailable", "transient", code, texts.noCapacity(known));
  if (status >= 500 || status < 400)
    return new CloudFault("unavailable", perhaps(changes), code, texts.failing(known));
  if (notFound.test(code)) return new CloudFault("not-found", "permanent", code, texts.notFound(known));
  if (denied.has(code) || status === 401 || status === 403)
    return new CloudFault("denied", "permanent", code, texts.denied(known));
  if (notNow.has(code)) return new CloudFault("invalid", "transient", code, texts.notNow(known));
  return new CloudFault("invalid", "permanent", code, texts.invalid(known));
}

/** A question leaves nothing behind, whether it arrived or not. */
const perhaps = (changes: boolean): FaultKind => (changes ? "unknown" : "transient");

function unanswered(error: unknown, changes: boolean): CloudFault {
  const { name, message, code } = error as AwsError & { code?: unknown };
  const known = String(code ?? name ?? "unknown");
  // The SDK's two time-outs differ only in their words. If these change, the request counts as perhaps done.
  if (name === "TimeoutError" && String(message).includes("did not establish a connection"))
    return new CloudFault("unavailable", "transient", known, texts.unreachable({ code: known }));
  const fault = networkFault(error, texts);
  const outcome = fault.kind === "transient" ? "transient" : perhaps(changes);
  return new CloudFault("unavailable", outcome, known, fault.reason);
}

/** An answer lacks what was asked for, perhaps because the thing is too new for all of AWS to know it. */
export function missing(action: string, code: string): CloudFault {
  return new CloudFault("not-found", "permanent", code, texts.notFound({ action, code }));
}

/** A request that we ourselves refuse to send. */
export function refused(action: string, code: string): CloudFault {
  return new CloudFault("invalid", "permanent", code, texts.invalid({ action, code }));
}
