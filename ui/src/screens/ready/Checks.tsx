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
import { listOf } from "../../language/format";
import { CHECK_COUNTS, CHECK_OUTCOMES } from "../../language/kinds";
import { say } from "../../language/say";
import type { CheckOutcome } from "../../messages/CheckOutcome";
import type { CheckView } from "../../messages/CheckView";
import type { Problem } from "../../messages/Problem";

const ICONS: Record<CheckOutcome, StatusIndicatorProps.Type> = {
  passes: "success",
  differs: "warning",
  "not-visible-yet": "pending",
  accepted: "info",
  "not-read": "warning",
};

/** How many of them came out how; what is as planned comes first and always. */
const countOf = (checks: CheckView[]) => {
  const many = (outcome: CheckOutcome) => checks.filter(({ result }) => result === outcome).length;
  const rest = COUNTED.filter((outcome) => many(outcome) > 0).map((outcome) =>
    say(CHECK_COUNTS[outcome], { many: many(outcome) }),
  );
  return say("ready.checks.count", {
    found: listOf([say("ready.checks.passed", { passed: many("passes"), all: checks.length }), ...rest]),
  });
};

const COUNTED = ["differs", "not-visible-yet", "not-read", "accepted"] as const;

/** What is to be known before the values are sent: what is not as planned, with what to do about it. */
export const CheckWarnings = ({ checks }: { checks: CheckView[] }) => {
  const differing = checks.filter(({ result }) => result === "differs");
  const late = checks.some(({ result }) => result === "not-visible-yet");
  return (
    <>
      {differing.length > 0 && (
        <Alert type="warning" header={say("ready.differences")} data-testid="differences">
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
        <Alert type="info" statusIconAriaLabel={say("common.information")} data-testid="not-visible-yet">
          {say("ready.late")}
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
      headerText={say("ready.checks.title")}
      {...(checks.length > 0 ? { headerCounter: countOf(checks) } : {})}
      headerDescription={say(checks.length > 0 ? "ready.checks.description" : "ready.checks.none")}
      headerActions={
        <Button data-testid="check-again" loading={busy} onClick={again}>
          {say("ready.checks.again")}
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
                <StatusIndicator type={ICONS[check.result]}>{say(CHECK_OUTCOMES[check.result])}</StatusIndicator>
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
