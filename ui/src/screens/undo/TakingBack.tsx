/** Taking back as it happens: a line per step, and what to do when one fails. */
import Button from "@cloudscape-design/components/button";
import { Page } from "../../components/Page";
import { RUN_DESCRIPTIONS, RUN_PAUSED, RUN_TITLES } from "../../language/kinds";
import { say } from "../../language/say";
import type { RunView } from "../../messages/RunView";
import { RunSteps } from "../progress/RunSteps";
import { SessionEnded } from "../progress/SessionEnded";

interface Props {
  run: RunView;
  /** Looks at what is left, from where it can be pressed again. */
  again: () => void;
}

export const TakingBack = ({ run, again }: Props) => {
  const tryAgain = (
    <Button data-testid="undo-retry" variant={run.state === "failed" ? "primary" : "normal"} onClick={again}>
      {say("common.tryAgain")}
    </Button>
  );
  return (
    <Page
      title={say(RUN_TITLES.undo[run.state])}
      description={say(RUN_DESCRIPTIONS.undo[run.state], { name: run.title })}
      hasError={run.state === "failed"}
    >
      {run.state === "paused" && (
        <SessionEnded setup={run.setup} sentence={say(RUN_PAUSED.undo)}>
          {tryAgain}
        </SessionEnded>
      )}
      <RunSteps run={run} buttons={<div className="actions start">{tryAgain}</div>} />
    </Page>
  );
};
