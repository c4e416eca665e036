/** The steps of a run, each with its state, its time and, when it failed, what to do. */
import Box from "@cloudscape-design/components/box";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Steps from "@cloudscape-design/components/steps";
import type { ReactNode } from "react";
import { ProblemAlert } from "../../components/ProblemAlert";
import { timeOf } from "../../language/format";
import { STEP_STATES, STEPS, WAITS } from "../../language/kinds";
import { say } from "../../language/say";
import type { StepStand } from "../../messages/StepStand";
import type { StepView } from "../../messages/StepView";

const ICONS: Record<StepStand, StatusIndicatorProps.Type> = {
  waiting: "pending",
  running: "loading",
  done: "success",
  failed: "error",
  paused: "stopped",
  undone: "stopped",
  kept: "success",
  unknown: "warning",
};

interface Props {
  steps: StepView[];
  /** What to do about the first failure. */
  buttons: ReactNode;
}

export const StepList = ({ steps, buttons }: Props) => {
  const firstFailed = steps.find((line) => line.problem !== null)?.step;
  return (
    <Steps
      ariaLabel={say("run.steps")}
      renderStep={({ header, details, status, statusIconAriaLabel }) => ({
        header,
        details,
        icon: (
          <StatusIndicator type={status} {...(statusIconAriaLabel ? { iconAriaLabel: statusIconAriaLabel } : {})} />
        ),
      })}
      steps={steps.map((line) => ({
        status: ICONS[line.state],
        statusIconAriaLabel: say(STEP_STATES[line.state]),
        header: (
          <div className="step-line" data-testid={`step-${line.step}`} data-state={line.state}>
            <span>{say(STEPS[line.step])}</span>
            <span className="step-time">{standOf(line)}</span>
          </div>
        ),
        details: (
          <>
            {line.waiting && (
              <Box color="text-body-secondary" fontSize="body-s">
                {say(WAITS[line.waiting.reason], { limit: line.waiting.limit })}
              </Box>
            )}
            {line.problem && (
              <div className="step-detail">
                <ProblemAlert
                  problem={line.problem}
                  takesFocus={line.step === firstFailed}
                  offersSignIn={line.state !== "paused"}
                >
                  {line.step === firstFailed && buttons}
                </ProblemAlert>
              </div>
            )}
          </>
        ),
      }))}
    />
  );
};

const standOf = ({ state, seconds }: StepView) =>
  seconds === null
    ? say(STEP_STATES[state])
    : say("run.step.timed", { state: say(STEP_STATES[state]), time: timeOf(seconds) });
