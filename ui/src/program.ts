/** What every page knows: the session in hand, the setups, and what was typed but not yet made. */
import { createContext, useContext } from "react";
import type { Field } from "./messages/Field";
import type { Form } from "./messages/Form";
import type { Home } from "./messages/Home";
import type { Review } from "./messages/Review";
import type { VonageReading } from "./messages/VonageReading";

/** A form being filled in, with what only the page needs to know of it. */
export interface Draft {
  form: Form;
  /** The text from Vonage, as pasted. */
  pasted: string;
  reading: VonageReading | null;
  /** Fields that were left once: their problems are shown. */
  left: ReadonlySet<Field>;
}

export interface Program {
  home: Home;
  /** Asks the program again what it knows. */
  refresh: () => Promise<Home>;
  /** Forms by setup, so that going back and forth loses nothing. */
  drafts: Map<string, Draft>;
  /** The last review of each setup's form. */
  reviews: Map<string, Review>;
}

export const ProgramContext = createContext<Program | null>(null);

export const useProgram = (): Program => {
  const program = useContext(ProgramContext);
  if (!program) {
    throw new Error("A page was drawn outside the program.");
  }
  return program;
};
