import type { Step } from "./Step";
export type LeftBehind = { step: Step, name: string };
