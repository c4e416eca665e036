/** What was read back from AWS and how it compared with the plan. */
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { CHECK_RESULTS } from "../../language/kinds";
import { say } from "../../language/say";
import type { CheckResult } from "../../messages/CheckResult";
import type { CheckView } from "../../messages/CheckView";

const ICONS: Record<CheckResult, StatusIndicatorProps.Type> = {
  passes: "success",
  fails: "error",
  "not-checked": "warning",
};

export const Checks = ({ checks }: { checks: CheckView[] }) => {
  const passed = checks.filter(({ result }) => result === "passes").length;
  const all = passed === checks.length;
  return (
    <ExpandableSection
      data-testid="checks"
      variant="container"
      headingTagOverride="h2"
      headerText={say("ready.checks.title")}
      headerCounter={say("ready.checks.count", { passed, all: checks.length })}
      headerDescription={say("ready.checks.description")}
      defaultExpanded={!all}
    >
      <ul className="plain-list divided">
        {checks.map((check) => (
          <li key={check.id} data-testid={`check-${check.id}`} data-result={check.result}>
            <div className="step-line">
              <Box variant="strong">{check.title}</Box>
              <StatusIndicator type={ICONS[check.result]}>{say(CHECK_RESULTS[check.result])}</StatusIndicator>
            </div>
            <Box color="text-body-secondary">{check.detail}</Box>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
};
