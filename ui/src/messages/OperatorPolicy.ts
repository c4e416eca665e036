import type { Part } from "./Part";
export type OperatorPolicy = {json:string} & Part;
