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
import { type Checked, findingOf, titleOf } from "../../language/checks";
import type { Problem } from "../../language/failures";
import { listOf } from "../../language/format";
import { CHECK_COUNTS, CHECK_RESULTS } from "../../language/kinds";
import { say } from "../../language/say";
import type { Check } from "../../messages/Check";
import type { CheckResult } from "../../messages/CheckResult";
import type { Ready } from "../../messages/Ready";

const ICONS: Record<CheckResult["kind"], StatusIndicatorProps.Type> = {
  passes: "success",
  differs: "warning",
  "not-visible-yet": "pending",
  left: "info",
  closed: "info",
  "not-read": "warning",
};

/** How many of them came out how; what is as planned comes first and always. */
const countOf = (checks: Check[]) => {
  const many = (...kinds: CheckResult["kind"][]) => checks.filter(({ result }) => kinds.includes(result.kind)).length;
  const rest = COUNTED.map((kinds) => ({ kinds, many: many(...kinds) })).filter((counted) => counted.many > 0);
  return say("ready.checks.count", {
    found: listOf([
      say("ready.checks.passed", { passed: many("passes"), all: checks.length }),
      ...rest.map((counted) => say(CHECK_COUNTS[counted.kinds[0]], { many: counted.many })),
    ]),
  });
};

/** Together where they are counted together. */
const COUNTED = [["differs"], ["not-visible-yet"], ["not-read"], ["left", "closed"]] as const;

/** What is to be known before the values are sent: what is not as planned, with what to do about it. */
export const CheckWarnings = ({ ready }: { ready: Ready }) => {
  const differing = ready.checks.filter(({ result }) => result.kind === "differs");
  const late = ready.checks.some(({ result }) => result.kind === "not-visible-yet");
  return (
    <>
      {differing.length > 0 && (
        <Alert type="warning" header={say("ready.differences")} data-testid="differences">
          <ul>
            {differing.map((check) => (
              <li key={check.resource}>
                <Finding check={check} checked={ready} />
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

const Finding = ({ check, checked }: { check: Check; checked: Checked }) => findingOf(check, checked).join(" ");

interface Props {
  ready: Ready;
  onChange: () => Promise<void>;
}

export const Checks = ({ ready, onChange }: Props) => {
  const { setup, checks } = ready;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const all = checks.length > 0 && checks.every(({ result }) => result.kind === "passes");

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
            <li key={check.resource} data-testid={`check-${check.resource}`} data-result={check.result.kind}>
              <div className="step-line">
                <Box variant="strong">{titleOf(check, ready)}</Box>
                <StatusIndicator type={ICONS[check.result.kind]}>
                  {say(CHECK_RESULTS[check.result.kind])}
                </StatusIndicator>
              </div>
              <Box color="text-body-secondary">
                <Finding check={check} checked={ready} />
              </Box>
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </ExpandableSection>
  );
};
