import { type Call, hasEnded, talkedSeconds } from "./call.ts";
import type { Recording } from "./recordings.ts";

/** Twilio writes instants as RFC 2822. */
function rfc2822(date: Date | null): string | null {
  return date ? date.toUTCString().replace("GMT", "+0000") : null;
}

export function callResource(call: Call, accountSid: string): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}`;
  const startedAt = call.answeredAt ?? call.rangAt;
  return {
    account_sid: accountSid,
    annotation: null,
    answered_by: null,
    api_version: "2010-04-01",
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.direction,
    duration: hasEnded(call) ? String(talkedSeconds(call)) : null,
    end_time: rfc2822(call.endedAt),
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: call.parentSid,
    phone_number_sid: null,
    price: null,
    price_unit: "USD",
    queue_time: "0",
    sid: call.sid,
    start_time: rfc2822(startedAt),
    status: call.status,
    subresource_uris: {
      events: `${uri}/Events.json`,
      notifications: `${uri}/Notifications.json`,
      recordings: `${uri}/Recordings.json`,
    },
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `${uri}.json`,
  };
}

export function recordingResource(recording: Recording, accountSid: string): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`;
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    call_sid: recording.callSid,
    channels: recording.channels,
    conference_sid: null,
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.startedAt),
    duration: recording.seconds === null ? null : String(recording.seconds),
    encryption_details: null,
    error_code: null,
    price: null,
    price_unit: "USD",
    sid: recording.sid,
    source: "DialVerb",
    start_time: rfc2822(recording.startedAt),
    status: recording.seconds === null ? "in-progress" : "completed",
    uri: `${uri}.json`,
  };
}

/** One page of a list, with the fields by which Twilio's clients page. */
export function pageOf(
  name: "calls" | "recordings",
  items: object[],
  request: { path: string; query: URLSearchParams },
): object {
  const pageSize = Math.min(Math.max(Number(request.query.get("PageSize") ?? 50) || 50, 1), 1000);
  const page = Math.max(Number(request.query.get("Page") ?? 0) || 0, 0);
  const start = page * pageSize;
  const shown = items.slice(start, start + pageSize);
  const uriOf = (number: number): string => {
    const query = new URLSearchParams(request.query);
    query.set("PageSize", String(pageSize));
    query.set("Page", String(number));
    return `${request.path}?${query}`;
  };
  return {
    [name]: shown,
    page,
    page_size: pageSize,
    start,
    end: Math.max(start + shown.length - 1, 0),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    next_page_uri: start + pageSize < items.length ? uriOf(page + 1) : null,
  };
}
