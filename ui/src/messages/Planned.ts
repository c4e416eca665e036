import type { Encryption } from "./Encryption";
export type Planned = {step:"key", name:string, isNew:boolean}|{step:"bucket",name:string}|{step:"public-access"}|{step:"encryption", with: Encryption}|{step:"https-only"}|{step:"keeping",days:number|null}|{step:"policy",name:string}|{step:"role",name:string}|{step:"attach",policy:string,role:string};
