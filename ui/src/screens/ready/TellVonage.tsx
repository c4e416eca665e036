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
import { letterOf, REFUSALS } from "../../language/letter";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { Ready } from "../../messages/Ready";

export const TellVonage = ({ ready }: { ready: Ready }) => (
  <Container
    header={
      <Header variant="h2" description={say("ready.tell.description")}>
        {say("ready.tell.title")}
      </Header>
    }
  >
    <SpaceBetween size="l">
      <Note kind="information">{say("ready.tell.wait")}</Note>
      <SpaceBetween size="xs">
        <Box variant="h3">{say("ready.tell.message")}</Box>
        <Box color="text-body-secondary">{say("ready.tell.message.description")}</Box>
        <div className="prose letter" data-testid="vcc-message">
          {letterOf(ready)}
        </div>
        <CopyButton text={letterOf(ready)} label={say("ready.tell.message.copy")} testId="copy-vcc-message" />
      </SpaceBetween>
      <SpaceBetween size="xs">
        <Box variant="h3">{say("ready.tell.request")}</Box>
        <Box color="text-body-secondary">
          <Say
            message="ready.tell.request.compare"
            values={{ link: (text) => <WebLink id="vonage-storage-page">{text}</WebLink> }}
          />
        </Box>
        <div data-testid="vcc-request">
          <CodeView content={ready.request} wrapLines ariaLabel={say("ready.tell.request")} />
        </div>
        <CopyButton text={ready.request} label={say("ready.tell.request.copy")} testId="copy-vcc-request" />
      </SpaceBetween>
      <ExpandableSection headerText={say("ready.tell.refused")} data-testid="refusals">
        <Box variant="p">{say("ready.tell.refused.look")}</Box>
        <ol className="tight-list">
          {REFUSALS.map((refusal) => (
            <li key={refusal}>{say(refusal)}</li>
          ))}
        </ol>
      </ExpandableSection>
    </SpaceBetween>
  </Container>
);
