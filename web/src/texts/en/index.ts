export { board } from "./board.ts";
export { common } from "./common.ts";
export { frame } from "./frame.ts";
export { login } from "./login.ts";
