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
import { afterPress } from "../../components/pointer";
import { causeOf, type Problem, remedyOf } from "../../language/failures";
import { PART_TITLES, partCautions, partPurpose, permissionsLetter, verdictText } from "../../language/permissions";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { OperatorPolicy } from "../../messages/OperatorPolicy";
import type { PermissionsView } from "../../messages/PermissionsView";
import type { Verdict } from "../../messages/Verdict";

const SHOWN_AS: Record<Verdict["kind"], StatusIndicatorProps.Type> = {
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
      .then((answer) => afterPress(() => left || setView(answer)))
      .catch((thrown) => afterPress(() => left || setProblem(asProblem(thrown))));
    return () => {
      left = true;
    };
  }, [fingerprint]);

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={say(
            canCreate ? "review.permissions.description" : "review.permissions.description.cannotCreate",
          )}
        >
          {say("review.permissions.title")}
        </Header>
      }
    >
      <div data-testid="permissions" data-verdict={view?.verdict.kind} aria-busy={!view && !problem}>
        {problem && (
          <StatusIndicator type="info" wrapText>
            {causeOf(problem)} {remedyOf(problem)}
          </StatusIndicator>
        )}
        {view && <Answer view={view} />}
        {!view && !problem && (
          <div role="status">
            <Spinner /> {say("review.permissions.asking")}
          </div>
        )}
      </div>
    </Container>
  );
};

const Answer = ({ view }: { view: PermissionsView }) => (
  <SpaceBetween size="l">
    <StatusIndicator type={SHOWN_AS[view.verdict.kind]} wrapText>
      {verdictText(view)}
    </StatusIndicator>
    {view.missing.length > 0 && <Missing view={view} />}
    {view.unsure.length > 0 && <Actions title={say("review.permissions.unsure")} actions={view.unsure} />}
    {view.unchecked.length > 0 && (
      <div data-testid="permissions-unchecked">
        <Actions title={say("review.permissions.unchecked")} actions={view.unchecked} />
      </div>
    )}
    {view.problem?.aws && (
      <Box color="text-body-secondary" fontSize="body-s">
        <Say
          message="review.permissions.awsSays"
          values={{ cause: causeOf(view.problem), words: view.problem.aws.message ?? view.problem.aws.code }}
        />
      </Box>
    )}
    <ExpandableSection
      data-testid="operators"
      headerText={say("review.permissions.operators")}
      headerDescription={say("review.permissions.operators.description")}
    >
      <SpaceBetween size="s">
        {view.operators.map((operator) => (
          <Operator key={idOf(operator)} operator={operator} />
        ))}
      </SpaceBetween>
    </ExpandableSection>
  </SpaceBetween>
);

const Missing = ({ view }: { view: PermissionsView }) => (
  <SpaceBetween size="s">
    <div data-testid="permissions-missing">
      <Actions title={say("review.permissions.missing")} actions={view.missing} />
    </div>
    <Letter text={permissionsLetter(view)} />
    {view.policy && (
      <ExpandableSection headerText={say("review.permissions.policy")} data-testid="permissions-policy">
        <Json
          text={view.policy}
          label={say("review.permissions.policy.text")}
          copyLabel={say("review.permissions.policy.copy")}
        />
      </ExpandableSection>
    )}
  </SpaceBetween>
);

const Letter = ({ text }: { text: string | null }) =>
  text && (
    <SpaceBetween size="xs">
      <Box variant="strong">{say("problem.ask")}</Box>
      <div className="prose letter" data-testid="permissions-message">
        {text}
      </div>
      <CopyButton text={text} label={say("problem.ask.copy")} testId="copy-permissions-message" />
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

const idOf = (operator: OperatorPolicy) => (operator.part === "earlier" ? `earlier-${operator.number}` : operator.part);

const Operator = ({ operator }: { operator: OperatorPolicy }) => {
  const id = idOf(operator);
  const title = say(PART_TITLES[operator.part]);
  const cautions = partCautions(operator);
  return (
    <ExpandableSection data-testid={`operator-${id}`} headerText={title} headerDescription={partPurpose(operator)}>
      <SpaceBetween size="xs">
        {cautions.length > 0 && <Alert type="warning">{cautions.join(" ")}</Alert>}
        <div data-testid={`operator-${id}-text`}>
          <Json
            text={operator.json}
            label={say("review.permissions.operator.text", { title: title.toLowerCase() })}
            copyLabel={say("review.permissions.operator.copy", { title: title.toLowerCase() })}
          />
        </div>
      </SpaceBetween>
    </ExpandableSection>
  );
};

const Json = ({ text, label, copyLabel }: { text: string; label: string; copyLabel: string }) => (
  <SpaceBetween size="xs">
    <CodeView content={text} wrapLines ariaLabel={label} />
    <Box float="right">
      <CopyButton text={text} label={copyLabel} />
    </Box>
  </SpaceBetween>
);
