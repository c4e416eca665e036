import type { ChangeAction } from "./ChangeAction";
import type { Planned } from "./Planned";
export type ChangeView = { action: ChangeAction } & Planned;
