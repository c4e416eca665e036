/** The steps of a run, each with its state, its time and, when it failed, what to do. */
import Box from "@cloudscape-design/components/box";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Steps from "@cloudscape-design/components/steps";
import type { ReactNode } from "react";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { StepState } from "../../messages/StepState";
import type { StepView } from "../../messages/StepView";

export const STATE_WORDS: Record<StepState, string> = {
  waiting: "waiting",
  running: "working",
  done: "done",
  failed: "did not work",
  paused: "paused",
  undone: "taken back",
  kept: "kept",
  skipped: "not needed",
  unknown: "not known",
};

const ICONS: Record<StepState, StatusIndicatorProps.Type> = {
  waiting: "pending",
  running: "loading",
  done: "success",
  failed: "error",
  paused: "stopped",
  undone: "stopped",
  kept: "success",
  skipped: "not-started",
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
      ariaLabel="Steps"
      renderStep={({ header, details, status, statusIconAriaLabel }) => ({
        header,
        details,
        icon: (
          <StatusIndicator type={status} {...(statusIconAriaLabel ? { iconAriaLabel: statusIconAriaLabel } : {})} />
        ),
      })}
      steps={steps.map((line) => ({
        status: ICONS[line.state],
        statusIconAriaLabel: STATE_WORDS[line.state],
        header: (
          <div className="step-line" data-testid={`step-${line.step}`} data-state={line.state}>
            <span>{line.title}</span>
            <span className="step-time">
              {STATE_WORDS[line.state]}
              {line.seconds !== null && ` · ${timeOf(line.seconds)}`}
            </span>
          </div>
        ),
        details: (
          <>
            {line.waiting && (
              <Box color="text-body-secondary" fontSize="body-s">
                {line.waiting}
              </Box>
            )}
            {line.problem && (
              <div className="step-detail">
                <ProblemAlert problem={line.problem} takesFocus={line.step === firstFailed}>
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

const timeOf = (seconds: number) => {
  if (seconds < 0.1) {
    return "under 0.1 s";
  }
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};
