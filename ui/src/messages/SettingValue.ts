import type { LifecycleEffect } from "./LifecycleEffect";
export type SettingValue = {kind:"written",text:string}|{kind:"key-defaults"}|{kind:"kms",key:string|null}|{kind:"off"}|{kind:"lifecycle",effect:LifecycleEffect};
