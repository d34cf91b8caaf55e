/**
 * Which start of a unit `systemctl show` tells of, as a text that is another one after each start. systemd before 232 (Amazon
 * Linux 2 has 219) knows no InvocationID: there its own clock tells, of the main process or, where there is none, of the unit.
 */
export function unitStart(shown: string): string {
  const values = new Map(
    shown.split("\n").map((line): [string, string] => {
      const [name = "", ...value] = line.trim().split("=");
      return [name, value.join("=")];
    }),
  );
  const told = unitStartProperties.find((name) => !["", "0", undefined].includes(values.get(name)));
  return told === undefined ? "" : `${told}=${values.get(told)}`;
}

/** The first one present counts. */
export const unitStartProperties = [
  "InvocationID",
  "ExecMainStartTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
] as const;
