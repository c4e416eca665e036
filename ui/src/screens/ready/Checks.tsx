/** What was read back from AWS and how it compared with the plan. */
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { CheckResult } from "../../messages/CheckResult";
import type { CheckView } from "../../messages/CheckView";

const RESULTS: Record<CheckResult, { type: StatusIndicatorProps.Type; words: string }> = {
  passes: { type: "success", words: "As planned" },
  fails: { type: "error", words: "Differs" },
  "not-checked": { type: "warning", words: "Not checked" },
};

export const Checks = ({ checks }: { checks: CheckView[] }) => {
  const passed = checks.filter(({ result }) => result === "passes").length;
  const all = passed === checks.length;
  return (
    <ExpandableSection
      data-testid="checks"
      variant="container"
      headingTagOverride="h2"
      headerText="Checks"
      headerCounter={`(${passed} of ${checks.length} as planned)`}
      headerDescription="Everything was read back from AWS and compared with the plan."
      defaultExpanded={!all}
    >
      <ul className="plain-list divided">
        {checks.map((check) => (
          <li key={check.id} data-testid={`check-${check.id}`} data-result={check.result}>
            <div className="step-line">
              <Box variant="strong">{check.title}</Box>
              <StatusIndicator type={RESULTS[check.result].type}>{RESULTS[check.result].words}</StatusIndicator>
            </div>
            <Box color="text-body-secondary">{check.detail}</Box>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
};
