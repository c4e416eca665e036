import type { SettingValue } from "./SettingValue";
import type { Step } from "./Step";
export type Setting = { step: Step, call: string, name: string|null, value: SettingValue };
