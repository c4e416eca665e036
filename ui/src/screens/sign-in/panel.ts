/** What every way's panel is given. */
import type { Problem } from "../../language/failures";
import type { SignIn } from "../../messages/SignIn";

export interface PanelProps {
  /** An answer is awaited. */
  busy: boolean;
  /** Why the last try did not work. */
  problem: Problem | null;
  enter: (way: SignIn) => Promise<void>;
}
