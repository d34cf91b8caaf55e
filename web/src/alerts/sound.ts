import type { Level } from "../../../domain/alerts/level.ts";

/** Short and soft, each level its own: the higher one has more tones. Frequencies in Hz. */
const tones: Record<Level | "nearlyDue", readonly number[]> = {
  low: [523],
  middle: [587, 784],
  high: [784, 659, 784],
  nearlyDue: [988, 988],
};
const toneSeconds = 0.16;
const loudness = 0.18;

let audio: AudioContext | null = null;

/** Browsers allow sound only after somebody has clicked or pressed a key on the page. */
export const soundIsBlocked = (): boolean => audio?.state !== "running";

/** Called when somebody presses something. */
export async function allowSound(): Promise<void> {
  audio ??= new AudioContext();
  await audio.resume();
}

export function play(what: Level | "nearlyDue"): void {
  if (audio === null || audio.state !== "running") return;
  for (const [index, frequency] of tones[what].entries())
    tone(audio, frequency, audio.currentTime + index * toneSeconds * 1.15);
}

function tone(context: AudioContext, frequency: number, from: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = "triangle";
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, from + toneSeconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + toneSeconds);
}
