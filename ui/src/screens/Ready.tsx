/** The values for Vonage, and everything whoever talks to Vonage's API needs. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCallback, useEffect, useState } from "react";
import { ready as askReady, asProblem } from "../backend";
import { CopyValue } from "../components/CopyValue";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { VALUES } from "../language/kinds";
import { say } from "../language/say";
import type { Ready as ReadyMessage } from "../messages/Ready";
import { go } from "../place";
import { Checks, CheckWarnings } from "./ready/Checks";
import { SaveRecord } from "./ready/SaveRecord";
import { StopVonage } from "./ready/StopVonage";
import { StorageId } from "./ready/StorageId";
import { TellVonage } from "./ready/TellVonage";

const Ready = ({ setup }: { setup: string }) => {
  const [ready, setReady] = useState<ReadyMessage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const read = useCallback(() => askReady(setup).then(setReady), [setup]);
  useEffect(() => {
    read().catch((thrown) => setProblem(asProblem(thrown)));
  }, [read]);

  return (
    <Page
      stage="tellVonage"
      title={say(ready?.stopped ? "ready.title.stopped" : "ready.title")}
      description={say(ready?.stopped ? "ready.description.stopped" : "ready.description")}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button data-testid="undo" onClick={() => go({ page: "undo", setup })}>
            {say("ready.undo")}
          </Button>
          <Button onClick={() => go({ page: "home" })}>{say("common.yourSetups")}</Button>
        </SpaceBetween>
      }
      hasError={problem !== null}
    >
      {problem && <ProblemAlert problem={problem} />}
      {ready && <Made ready={ready} onChange={read} />}
    </Page>
  );
};
export default Ready;

const Made = ({ ready, onChange }: { ready: ReadyMessage; onChange: () => Promise<void> }) => (
  <SpaceBetween size="l">
    <StopVonage ready={ready} onChange={onChange} />
    {ready.practice && (
      <Alert type="warning" header={say("ready.practice")}>
        {say("ready.practice.what")}
      </Alert>
    )}
    {ready.superseded && (
      <Alert type="info" statusIconAriaLabel={say("common.information")} data-testid="superseded">
        {say("ready.superseded")}
      </Alert>
    )}
    <CheckWarnings ready={ready} />
    <Container
      header={
        <Header variant="h2" description={say("ready.values.description")}>
          {say("ready.values.title")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <CopyValue id="role-arn" label={say(VALUES.roleArn)} value={ready.values.roleArn} primary />
        <CopyValue id="region" label={say(VALUES.region)} value={ready.values.region} />
        <CopyValue id="bucket-name" label={say(VALUES.bucketName)} value={ready.values.bucketName} />
      </SpaceBetween>
    </Container>
    <TellVonage ready={ready} />
    <StorageId setup={ready.setup} kept={ready.storageId} />
    <SaveRecord setup={ready.setup} />
    <Checks ready={ready} onChange={onChange} />
    <ExpandableSection
      data-testid="more-values"
      variant="container"
      headingTagOverride="h2"
      headerText={say("ready.engineer.title")}
      headerDescription={say("ready.engineer.description")}
    >
      <SpaceBetween size="l">
        <div>
          <Box variant="awsui-key-label">{say("ready.engineer.account")}</Box>
          <span className="value">{ready.account}</span>
        </div>
        <CopyValue id="bucket-arn" label={say(VALUES.bucketArn)} value={ready.values.bucketArn} />
        {ready.values.keyArn && <CopyValue id="key-arn" label={say(VALUES.keyArn)} value={ready.values.keyArn} />}
        <CopyValue id="policy-arn" label={say(VALUES.policyArn)} value={ready.values.policyArn} />
      </SpaceBetween>
    </ExpandableSection>
  </SpaceBetween>
);
