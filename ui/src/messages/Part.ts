import type { DeletableKey } from "./DeletableKey";
import type { LeftBehind } from "./LeftBehind";
export type Part = {part:"set-up",bounded:boolean}|{part:"check"}|{part:"remove",bounded:boolean,key:DeletableKey}|{part:"earlier",number:number,things:Array<LeftBehind>};
