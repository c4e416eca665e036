import type { Unchecked } from "./Unchecked";
export type Verdict = {kind:"everything",caller:string}|{kind:"missing",caller:string,arn:string,account:string}|{kind:"unsure",caller:string,dependsOn:Array<string>}|{kind:"unchecked",why:Unchecked}|{kind:"nobody-asked"};
