/** The message and the request for whoever calls Vonage's API. */
import CodeView from "@cloudscape-design/code-view/code-view";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { CopyButton } from "../../components/CopyButton";
import { Note } from "../../components/Note";
import { WebLink } from "../../components/WebLink";
import type { Ready } from "../../messages/Ready";

export const TellVonage = ({ ready }: { ready: Ready }) => (
  <Container
    header={
      <Header
        variant="h2"
        description="Vonage Contact Center has no page for this. Someone with access to its API sends one request."
      >
        What to do now
      </Header>
    }
  >
    <SpaceBetween size="l">
      <Note kind="information">
        Wait one minute before the request is sent. AWS needs that long until the new role works everywhere.
      </Note>
      <SpaceBetween size="xs">
        <Box variant="h3">A message you can send</Box>
        <Box color="text-body-secondary">To whoever calls Vonage’s API for your company. Everything is in it.</Box>
        <div className="prose letter" data-testid="vcc-message">
          {ready.message}
        </div>
        <CopyButton text={ready.message} what="the message" testId="copy-vcc-message" />
      </SpaceBetween>
      <SpaceBetween size="xs">
        <Box variant="h3">The request</Box>
        <Box color="text-body-secondary">
          Compare it with <WebLink id="vonage-storage-page">Vonage’s page about storage</WebLink>, which may have
          changed.
        </Box>
        <div data-testid="vcc-request">
          <CodeView content={ready.request} wrapLines ariaLabel="The request" />
        </div>
        <CopyButton text={ready.request} what="the request" testId="copy-vcc-request" />
      </SpaceBetween>
      <ExpandableSection headerText="Vonage answered “400”. What now?" data-testid="refusals">
        <Box variant="p">Look at these in turn:</Box>
        <ol className="tight-list">
          {ready.refusals.map((refusal) => (
            <li key={refusal}>{refusal}</li>
          ))}
        </ol>
      </ExpandableSection>
    </SpaceBetween>
  </Container>
);
