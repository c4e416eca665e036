import type { RegionChoice } from "./RegionChoice";
export type Fact = {kind:"rights"}|{kind:"place",region:string,known:RegionChoice|null,account:string}|{kind:"kept-as-theirs"}|{kind:"kept-forever",oldVersionsDays:number|null}|{kind:"kept-for-days",days:number,most:number|null}|{kind:"others"}|{kind:"filled"}|{kind:"external-id"}|{kind:"whole-account"}|{kind:"not-aws",endpoint:string};
