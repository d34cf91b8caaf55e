import twilio from "twilio";

/** A Japanese voice of the provider, and the pause that people get to press a key (contract "On the telephone"). */
const voice = { language: "ja-JP", voice: "Polly.Kazuha-Neural" } as const;
const pressSeconds = 5;

/** Says the message twice with time to press after each, then gives up: a machine answers most missed calls. */
export function askForKey(sentences: readonly string[], keyUrl: string, goodbye: string): string {
  const response = new twilio.twiml.VoiceResponse();
  for (let time = 0; time < 2; time++) {
    // An empty finishOnKey lets # through as a key like any other.
    const gather = response.gather({
      numDigits: 1,
      timeout: pressSeconds,
      finishOnKey: "",
      action: keyUrl,
      method: "POST",
    });
    for (const sentence of sentences) gather.say(voice, sentence);
  }
  response.say(voice, goodbye);
  response.hangup();
  return response.toString();
}

export function sayAndHangUp(text: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(voice, text);
  response.hangup();
  return response.toString();
}
