/**
 * Identifies the start of a unit that `systemctl show` reports, as a text that differs after each start. systemd
 * before 232 (Amazon Linux 2 has 219) has no InvocationID. There the start time of the main process counts or,
 * without one, that of the unit.
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

/** The first property present counts. */
export const unitStartProperties = [
  "InvocationID",
  "ExecMainStartTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
] as const;
