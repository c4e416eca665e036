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
import type { Problem } from "../messages/Problem";
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
      stage="Tell Vonage"
      title={ready?.stopped ? "Stopped for Vonage" : "Ready for Vonage"}
      description={
        ready?.stopped
          ? "Everything is still there, and Vonage cannot use it."
          : "Everything is made. Vonage needs the three values below before it can export anything."
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button data-testid="undo" onClick={() => go({ page: "undo", setup })}>
            Undo this setup
          </Button>
          <Button onClick={() => go({ page: "home" })}>Your setups</Button>
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
      <Alert type="warning" statusIconAriaLabel="Warning" header="These values are from Practice">
        They look like real ones, but Vonage Contact Center cannot use them. Do not send them.
      </Alert>
    )}
    {ready.leftovers && (
      <Alert type="info" statusIconAriaLabel="Information" data-testid="leftovers">
        Something that was made earlier under other names is still in your account. “Undo this setup” lists it.
      </Alert>
    )}
    <CheckWarnings checks={ready.checks} />
    <Container
      header={
        <Header variant="h2" description="Do not post them where strangers can read them.">
          Three values for Vonage
        </Header>
      }
    >
      <SpaceBetween size="l">
        {ready.values.map((value, index) => (
          <CopyValue key={value.id} value={value} primary={index === 0} />
        ))}
      </SpaceBetween>
    </Container>
    <TellVonage ready={ready} />
    <StorageId setup={ready.setup} kept={ready.storageId} />
    <SaveRecord setup={ready.setup} />
    <Checks setup={ready.setup} checks={ready.checks} onChange={onChange} />
    <ExpandableSection
      data-testid="more-values"
      variant="container"
      headingTagOverride="h2"
      headerText="For a cloud engineer"
      headerDescription="The full names of what was made. Vonage does not need them."
    >
      <SpaceBetween size="l">
        <div>
          <Box variant="awsui-key-label">AWS account</Box>
          <span className="value">{ready.account}</span>
        </div>
        {ready.moreValues.map((value) => (
          <CopyValue key={value.id} value={value} />
        ))}
      </SpaceBetween>
    </ExpandableSection>
  </SpaceBetween>
);
