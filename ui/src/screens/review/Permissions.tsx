/** What this sign-in may do of the plan: asked once the plan is shown, and only ever advice. */
import CodeView from "@cloudscape-design/code-view/code-view";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useEffect, useState } from "react";
import { asProblem, permissions } from "../../backend";
import { CopyButton } from "../../components/CopyButton";
import type { OperatorPolicy } from "../../messages/OperatorPolicy";
import type { PermissionsView } from "../../messages/PermissionsView";
import type { Problem } from "../../messages/Problem";
import type { Verdict } from "../../messages/Verdict";

const SHOWN_AS: Record<Verdict, StatusIndicatorProps.Type> = {
  everything: "success",
  missing: "warning",
  unsure: "info",
  unchecked: "info",
  "nobody-asked": "info",
};

interface Props {
  fingerprint: string;
  /** Somebody is signed in. */
  canCreate: boolean;
}

export const Permissions = ({ fingerprint, canCreate }: Props) => {
  const [view, setView] = useState<PermissionsView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    let left = false;
    setView(null);
    setProblem(null);
    permissions(fingerprint)
      .then((answer) => left || setView(answer))
      .catch((thrown) => left || setProblem(asProblem(thrown)));
    return () => {
      left = true;
    };
  }, [fingerprint]);

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            canCreate ? "Asked of AWS beforehand. Whatever it says, you can create it." : "For whoever creates it."
          }
        >
          What this sign-in may do
        </Header>
      }
    >
      <div data-testid="permissions" data-verdict={view?.verdict}>
        {problem && (
          <StatusIndicator type="info" wrapText>
            {problem.cause} {problem.remedy}
          </StatusIndicator>
        )}
        {view && <Answer view={view} />}
        {!view && !problem && (
          <div role="status">
            <Spinner /> Asking AWS
          </div>
        )}
      </div>
    </Container>
  );
};

const Answer = ({ view }: { view: PermissionsView }) => (
  <SpaceBetween size="l">
    <StatusIndicator type={SHOWN_AS[view.verdict]} wrapText>
      {view.sentence}
    </StatusIndicator>
    {view.missing.length > 0 && <Missing view={view} />}
    {view.unsure.length > 0 && <Actions title="AWS cannot say it of these" actions={view.unsure} />}
    {view.unchecked.length > 0 && (
      <div data-testid="permissions-unchecked">
        <Actions title="Could not be checked" actions={view.unchecked} />
      </div>
    )}
    {view.problem?.aws && (
      <Box color="text-body-secondary" fontSize="body-s">
        {view.problem.cause} AWS says:{" "}
        <span className="value">{view.problem.aws.message ?? view.problem.aws.code}</span>
      </Box>
    )}
    <ExpandableSection
      data-testid="operators"
      headerText="Permissions to hand out"
      headerDescription="Policies for this setup alone, each for one part of the work."
    >
      <SpaceBetween size="s">
        {view.operators.map((operator) => (
          <Operator key={operator.id} operator={operator} />
        ))}
      </SpaceBetween>
    </ExpandableSection>
  </SpaceBetween>
);

const Missing = ({ view }: { view: PermissionsView }) => (
  <SpaceBetween size="s">
    <div data-testid="permissions-missing">
      <Actions title="Missing" actions={view.missing} />
    </div>
    {view.message && (
      <SpaceBetween size="xs">
        <Box variant="strong">Send this to the person who can help:</Box>
        <div className="prose letter" data-testid="permissions-message">
          {view.message}
        </div>
        <CopyButton text={view.message} what="the text for the person who can help" testId="copy-permissions-message" />
      </SpaceBetween>
    )}
    {view.policy && (
      <ExpandableSection headerText="The missing permissions as an IAM policy" data-testid="permissions-policy">
        <Json text={view.policy} what="the missing permissions" />
      </ExpandableSection>
    )}
  </SpaceBetween>
);

const Actions = ({ title, actions }: { title: string; actions: string[] }) => (
  <div>
    <Box variant="awsui-key-label">{title}</Box>
    <ul className="tight-list">
      {actions.map((action) => (
        <li key={action} className="value">
          {action}
        </li>
      ))}
    </ul>
  </div>
);

const Operator = ({ operator }: { operator: OperatorPolicy }) => (
  <ExpandableSection
    data-testid={`operator-${operator.id}`}
    headerText={operator.title}
    headerDescription={operator.purpose}
  >
    <SpaceBetween size="xs">
      {operator.caution && (
        <Alert type="warning" statusIconAriaLabel="Warning">
          {operator.caution}
        </Alert>
      )}
      <div data-testid={`operator-${operator.id}-text`}>
        <Json text={operator.json} what={`the policy ${operator.title.toLowerCase()}`} />
      </div>
    </SpaceBetween>
  </ExpandableSection>
);

const Json = ({ text, what }: { text: string; what: string }) => (
  <SpaceBetween size="xs">
    <CodeView content={text} wrapLines ariaLabel={what} />
    <Box float="right">
      <CopyButton text={text} what={what} />
    </Box>
  </SpaceBetween>
);
