/** What to do when the way into AWS ended in the middle of a run. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ReactNode } from "react";
import { go } from "../../place";

interface Props {
  setup: string;
  /** One sentence: what became of the work so far. */
  sentence: string;
  /** What else can be done; “Try again” among it. */
  children: ReactNode;
}

export const SessionEnded = ({ setup, sentence, children }: Props) => (
  <Alert data-testid="session-ended" type="warning" statusIconAriaLabel="Warning" header="Your way into AWS has ended">
    {sentence} Sign in to the same account, then press “Try again”.
    <div className="actions start">
      {children}
      <Button data-testid="sign-in-again" variant="primary" onClick={() => go({ page: "sign-in", setup })}>
        Sign in
      </Button>
    </div>
  </Alert>
);
