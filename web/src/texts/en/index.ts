export { board } from "./board.ts";
export { calls } from "./calls.ts";
export { common } from "./common.ts";
export { frame } from "./frame.ts";
export { incident } from "./incident.ts";
export { login } from "./login.ts";
export { triage } from "./triage.ts";
