/** Every failure of a way in, as the program sends it; `tests/it/problems.rs` writes the file. */
import type { Problem } from "../src/language/failures";
import written from "./problems.json";

export interface Told {
  /** Where on the way it happens: the command that is refused, and of `sign_in` the way. */
  at: string;
  problem: Problem;
}

export const told = written as Told[];

/** The failure of this kind: the first of them if it happens in several places, or the one at this place. */
export const real = (kind: string, place?: string): Problem => {
  const found = told.find(({ at, problem }) => problem.failure.kind === kind && (place === undefined || at === place));
  if (!found) {
    throw new Error(`The program knows no failure called ${kind}.`);
  }
  return found.problem;
};
