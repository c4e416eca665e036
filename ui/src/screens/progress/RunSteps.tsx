/** A run's steps and calls, with the buttons that go on from a failure beside the failure. */
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { RunView } from "../../messages/RunView";
import { Announce } from "./Announce";
import { Calls } from "./Calls";
import { StepList } from "./StepList";
import { StopButton } from "./StopButton";

interface Props {
  run: RunView;
  /** What to do about a failure. */
  buttons: ReactNode;
}

export const RunSteps = ({ run, buttons }: Props) => {
  const failed = run.state === "failed";
  const stepFailed = run.steps.some((line) => line.problem !== null);
  return (
    <SpaceBetween size="l">
      {run.problem && !stepFailed && <ProblemAlert problem={run.problem}>{buttons}</ProblemAlert>}
      <Container>
        <Announce run={run} />
        <StepList steps={run.steps} buttons={failed ? buttons : null} />
      </Container>
      {run.state === "running" && <StopButton setup={run.setup} />}
      {failed && !run.problem && !stepFailed && buttons}
      <Calls steps={run.steps} />
    </SpaceBetween>
  );
};
