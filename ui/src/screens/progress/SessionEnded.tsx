/** What to do when the way into AWS ended in the middle of a run. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ReactNode } from "react";
import { say } from "../../language/say";
import { go } from "../../place";

interface Props {
  setup: string;
  /** What became of the work so far, and that “Try again” goes on once one is signed in. */
  sentence: string;
  /** What else can be done; “Try again” among it. */
  children: ReactNode;
}

export const SessionEnded = ({ setup, sentence, children }: Props) => (
  <Alert data-testid="session-ended" type="warning" header={say("session.ended")}>
    {sentence}
    <div className="actions start">
      {children}
      <Button data-testid="sign-in-again" variant="primary" onClick={() => go({ page: "sign-in", setup })}>
        {say("common.signIn")}
      </Button>
    </div>
  </Alert>
);
