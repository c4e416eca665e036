import type { OperatorPolicy } from "./OperatorPolicy";
import type { Problem } from "./Problem";
import type { Verdict } from "./Verdict";
export type PermissionsView = {verdict:Verdict,problem:Problem|null,missing:Array<string>,unsure:Array<string>,unchecked:Array<string>,policy:string|null,operators:Array<OperatorPolicy>};
