import type { Priced } from "./Priced";
export type Cost = { what: Priced, usd: number };
