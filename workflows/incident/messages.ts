import { setHandler } from "@temporalio/workflow";
import { alertReceived, callEnded, keyPressed } from "../contract.ts";
import type { IncidentRun } from "./run.ts";

/** What machines tell an incident. Facts are kept for the main loop; nothing here may throw. */
export function listenToMachines(run: IncidentRun): void {
  const { number } = run.opening;
  setHandler(
    alertReceived,
    (signal) => {
      if (signal.alert.incident === number) run.inbox.push(signal);
      else if (signal.alert.incident > number) run.forTheNext.push(signal);
    },
    { description: "監視ツールのアラート（発生・継続・復旧）。Tobanの中継が送ります" },
  );
  setHandler(
    keyPressed,
    (key) => {
      if (key.incident !== number || !key.wins) return;
      run.wonCalls.add(key.call);
      run.keys.push(key);
    },
    { description: "自動架電で押されたキー。Tobanの中継が送ります" },
  );
  setHandler(
    callEnded,
    ({ incident, call }) => {
      if (incident === number) run.endedCalls.add(call);
    },
    { description: "通話が終わったという電話会社の知らせ。Tobanの中継が送ります" },
  );
}
