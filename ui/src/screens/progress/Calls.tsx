/** Every AWS call of the run, for whoever wants to follow it in CloudTrail. */
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { say } from "../../language/say";
import type { ReceiptView } from "../../messages/ReceiptView";
import type { StepView } from "../../messages/StepView";

export const Calls = ({ steps }: { steps: StepView[] }) => {
  const calls = steps.flatMap((line) => line.receipts).sort((one, other) => one.at.localeCompare(other.at));
  if (calls.length === 0) {
    return null;
  }
  return (
    <ExpandableSection
      data-testid="calls"
      variant="container"
      headingTagOverride="h2"
      headerText={say("run.calls.title")}
      headerCounter={say("run.calls.count", { calls: calls.length })}
      headerDescription={say("run.calls.description")}
    >
      <ul className="plain-list divided">
        {calls.map((call) => (
          <li key={`${call.at} ${call.call} ${call.resource}`}>
            <div className="step-line">
              <span className="value">{call.call}</span>
              <span>{endOf(call)}</span>
            </div>
            <Box color="text-body-secondary" fontSize="body-s">
              <span className="value">{placeOf(call)}</span>
            </Box>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
};

const placeOf = ({ resource, at, requestId }: ReceiptView) =>
  requestId
    ? say("run.calls.callWithRequest", { resource, moment: at, request: requestId })
    : say("run.calls.call", { resource, moment: at });

const endOf = ({ outcome }: ReceiptView) => {
  switch (outcome.kind) {
    case "done":
      return say("run.calls.done");
    case "refused":
      return outcome.code === null
        ? say("run.calls.refused.noAnswer")
        : say("run.calls.refused", { code: outcome.code });
    case "unknown":
      return say("run.calls.unknown");
  }
};
