/** What a telephone can be told to do when it rings, as the selector offers it. */
export const SCRIPTS = [
  { id: "manual", label: "この画面で出る", behaviour: { kind: "manual" } },
  {
    id: "press-1",
    label: "出て 1 を押す",
    behaviour: { kind: "answer", afterSeconds: 3, press: "1", pressAfterSeconds: 5 },
  },
  {
    id: "repeat-then-1",
    label: "聞き直して (3) から 1 を押す",
    behaviour: {
      kind: "answer",
      afterSeconds: 3,
      presses: [
        { key: "3", afterSeconds: 5 },
        { key: "1", afterSeconds: 10 },
      ],
    },
  },
  { id: "silent", label: "出るが何も押さない", behaviour: { kind: "answer", afterSeconds: 3 } },
  {
    id: "hang-up",
    label: "出てすぐ切る",
    behaviour: { kind: "answer", afterSeconds: 3, hangUpAfterSeconds: 3 },
  },
  { id: "no-answer", label: "出ない", behaviour: { kind: "no-answer" } },
  { id: "busy", label: "話し中", behaviour: { kind: "busy" } },
  { id: "voicemail", label: "留守番電話", behaviour: { kind: "voicemail", afterSeconds: 10 } },
  { id: "unreachable", label: "圏外・電源オフ", behaviour: { kind: "unreachable" } },
];

/** The entry that fits a behaviour, or null where a test or a demo scripted something else. */
export function scriptOf(behaviour) {
  if (behaviour.kind === "answer") {
    const keys = [behaviour.press, ...(behaviour.presses ?? []).map(({ key }) => key)]
      .filter(Boolean)
      .join("");
    const id =
      behaviour.hangUpAfterSeconds !== undefined
        ? "hang-up"
        : { "": "silent", 1: "press-1", 31: "repeat-then-1" }[keys];
    return SCRIPTS.find((script) => script.id === id) ?? null;
  }
  return SCRIPTS.find((script) => script.id === behaviour.kind) ?? null;
}
