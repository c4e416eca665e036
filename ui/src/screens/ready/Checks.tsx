/** What was read back from AWS and how it compared with the plan. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { asProblem, check as checkAgain } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { CheckOutcome } from "../../messages/CheckOutcome";
import type { CheckView } from "../../messages/CheckView";
import type { Problem } from "../../messages/Problem";

const OUTCOMES: Record<CheckOutcome, { type: StatusIndicatorProps.Type; words: string }> = {
  passes: { type: "success", words: "As planned" },
  differs: { type: "warning", words: "Differs" },
  "not-visible-yet": { type: "pending", words: "Not visible yet" },
  accepted: { type: "info", words: "On purpose" },
  "not-read": { type: "warning", words: "Could not be read" },
};

/** In the order they are counted; what is as planned comes first and always. */
const COUNTED: [CheckOutcome, string][] = [
  ["differs", "not as planned"],
  ["not-visible-yet", "not visible yet"],
  ["not-read", "not read"],
  ["accepted", "on purpose"],
];

const countOf = (checks: CheckView[]) => {
  const many = (outcome: CheckOutcome) => checks.filter(({ result }) => result === outcome).length;
  const rest = COUNTED.filter(([outcome]) => many(outcome) > 0).map(([outcome, words]) => `${many(outcome)} ${words}`);
  return `(${[`${many("passes")} of ${checks.length} as planned`, ...rest].join(", ")})`;
};

/** What is to be known before the values are sent: what is not as planned, with what to do about it. */
export const CheckWarnings = ({ checks }: { checks: CheckView[] }) => {
  const differing = checks.filter(({ result }) => result === "differs");
  const late = checks.some(({ result }) => result === "not-visible-yet");
  return (
    <>
      {differing.length > 0 && (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="Something in AWS is not as planned"
          data-testid="differences"
        >
          <ul>
            {differing.map((check) => (
              <li key={check.id}>
                {check.detail} {check.remedy}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {late && (
        <Alert type="info" statusIconAriaLabel="Information" data-testid="not-visible-yet">
          AWS does not show everything yet that was just set. Wait a minute, then check again, below.
        </Alert>
      )}
    </>
  );
};

interface Props {
  setup: string;
  checks: CheckView[];
  onChange: () => Promise<void>;
}

export const Checks = ({ setup, checks, onChange }: Props) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = checks.length > 0 && checks.every(({ result }) => result === "passes");

  const again = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await checkAgain(setup);
      await onChange();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <ExpandableSection
      data-testid="checks"
      variant="container"
      headingTagOverride="h2"
      headerText="Checks"
      {...(checks.length > 0 ? { headerCounter: countOf(checks) } : {})}
      headerDescription={
        checks.length > 0
          ? "Everything was read back from AWS and compared with the plan."
          : "Nothing has been read back from AWS yet."
      }
      headerActions={
        <Button data-testid="check-again" loading={busy} onClick={again}>
          Check again
        </Button>
      }
      defaultExpanded={!all}
    >
      <SpaceBetween size="m">
        {problem && <ProblemAlert problem={problem} />}
        <ul className="plain-list divided">
          {checks.map((check) => (
            <li key={check.id} data-testid={`check-${check.id}`} data-result={check.result}>
              <div className="step-line">
                <Box variant="strong">{check.title}</Box>
                <StatusIndicator type={OUTCOMES[check.result].type}>{OUTCOMES[check.result].words}</StatusIndicator>
              </div>
              <Box color="text-body-secondary">
                {check.detail} {check.remedy}
              </Box>
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </ExpandableSection>
  );
};
