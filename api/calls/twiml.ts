import twilio from "twilio";
import { oneLine } from "../../domain/words/oneLine.ts";

/** One of the provider's Japanese voices, and the pause for pressing a key (contract "On the telephone"). */
const voice = { language: "ja-JP", voice: "Polly.Kazuha-Neural" } as const;
const pressSeconds = 5;

/**
 * Says the message twice with time to press a key after each, then gives up: most missed calls are answered
 * by a machine.
 */
export function askForKey(sentences: readonly string[], keyUrl: string, goodbye: string): string {
  const response = new twilio.twiml.VoiceResponse();
  for (let time = 0; time < 2; time++) gatherKey(response, sentences, keyUrl);
  speak(response, goodbye);
  response.hangup();
  return response.toString();
}

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;

/**
 * Everything said on the telephone passes through here: one character that XML forbids would end the call.
 */
export function speak(response: Pick<VoiceResponse, "say">, ...sentences: readonly string[]): void {
  for (const sentence of sentences) response.say(voice, oneLine(sentence));
}

function gatherKey(response: VoiceResponse, sentences: readonly string[], keyUrl: string): void {
  // An empty finishOnKey treats # as a key like any other.
  const gather = response.gather({
    numDigits: 1,
    timeout: pressSeconds,
    finishOnKey: "",
    action: keyUrl,
    method: "POST",
  });
  speak(gather, ...sentences);
}

export function sayAndHangUp(text: string): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, text);
  response.hangup();
  return response.toString();
}

/** Says something and goes on with the rest of the call's document, e.g. to join two people. */
export function say(sentences: readonly string[]): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, ...sentences);
  return response.toString();
}

export function hangUp(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}

/** Says the message once, with time to press a key, then goes on elsewhere. */
export function askThenGoOn(
  first: readonly string[],
  sentences: readonly string[],
  keyUrl: string,
  nextUrl: string,
): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, ...first);
  gatherKey(response, sentences, keyUrl);
  response.redirect({ method: "POST" }, nextUrl);
  return response.toString();
}

export function sayAndGoOn(text: string, nextUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, text);
  response.redirect({ method: "POST" }, nextUrl);
  return response.toString();
}
