/** Taking back as it happens: a line per step, and what to do when one fails. */
import Button from "@cloudscape-design/components/button";
import { Page } from "../../components/Page";
import type { RunState } from "../../messages/RunState";
import type { RunView } from "../../messages/RunView";
import { RunSteps } from "../progress/RunSteps";
import { SessionEnded } from "../progress/SessionEnded";

const TITLES: Record<RunState, string> = {
  running: "Taking it back",
  failed: "Not everything was taken back",
  paused: "Paused",
  done: "Taken back",
};

interface Props {
  run: RunView;
  /** Looks at what is left, from where it can be pressed again. */
  again: () => void;
}

export const TakingBack = ({ run, again }: Props) => {
  const tryAgain = (
    <Button data-testid="undo-retry" variant={run.state === "failed" ? "primary" : "normal"} onClick={again}>
      Try again
    </Button>
  );
  return (
    <Page title={TITLES[run.state]} description={`${run.title}. ${hint(run.state)}`} hasError={run.state === "failed"}>
      {run.state === "paused" && (
        <SessionEnded setup={run.setup} sentence="What is not taken back yet is as it was.">
          {tryAgain}
        </SessionEnded>
      )}
      <RunSteps run={run} buttons={<div className="actions start">{tryAgain}</div>} />
    </Page>
  );
};

const hint = (state: RunState) => {
  switch (state) {
    case "running":
      return "This takes less than a minute. You can leave this page; the work goes on.";
    case "failed":
      return "A step did not work. “Try again” looks at what is left before anything else is deleted.";
    case "paused":
    case "done":
      return "";
  }
};
