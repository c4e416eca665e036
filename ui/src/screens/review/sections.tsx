/** The parts of the Review page, each about one question. */
import Alert from "@cloudscape-design/components/alert";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { DocumentView } from "../../components/DocumentView";
import { monthOf } from "../../language/format";
import { CHANGE_ACTIONS, STEPS } from "../../language/kinds";
import {
  COST_TITLES,
  changeName,
  changePurpose,
  costAmount,
  costNote,
  DOCUMENTS,
  FACTS,
  factText,
  settingName,
  settingValue,
} from "../../language/review";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { ChangeAction } from "../../messages/ChangeAction";
import type { Cost } from "../../messages/Cost";
import type { Document } from "../../messages/Document";
import type { Fact } from "../../messages/Fact";
import type { Review } from "../../messages/Review";
import type { Setting } from "../../messages/Setting";
import type { SupersededThing } from "../../messages/SupersededThing";
import type { TrustedAccount } from "../../messages/TrustedAccount";

const COLOURS: Record<ChangeAction, "green" | "blue" | "grey"> = {
  create: "green",
  set: "blue",
  keep: "grey",
  leave: "grey",
};

export const Changes = ({ review }: { review: Review }) => (
  <Container
    header={
      <Header
        variant="h2"
        description={
          <Say
            message="review.changes.plan"
            values={{
              fingerprint: review.shortFingerprint,
              number: (number) => <span data-testid="fingerprint">{number}</span>,
            }}
          />
        }
      >
        {say("review.changes.title")}
      </Header>
    }
  >
    <ul className="plain-list divided">
      {review.changes.map((change) => (
        <li key={change.step} data-testid={`change-${change.step}`} data-action={change.action}>
          <SpaceBetween size="xxxs">
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <Box variant="strong">{say(STEPS[change.step])}</Box>
              <Badge color={COLOURS[change.action]}>{say(CHANGE_ACTIONS[change.action])}</Badge>
            </SpaceBetween>
            <span className="value">{changeName(change)}</span>
            <Box color="text-body-secondary">{changePurpose(change)}</Box>
          </SpaceBetween>
        </li>
      ))}
    </ul>
  </Container>
);

/** What an earlier run made under names that were changed since. */
export const Superseded = ({ things }: { things: SupersededThing[] }) => (
  <Container
    header={
      <Header variant="h2" description={say("review.superseded.description")}>
        {say("review.superseded.title")}
      </Header>
    }
  >
    <ul className="plain-list divided" data-testid="superseded">
      {things.map(({ step, name }) => (
        <li key={`${step} ${name}`}>
          <Box variant="strong">{say(STEPS[step])}</Box>
          <span className="value">{name}</span>
        </li>
      ))}
    </ul>
  </Container>
);

export const Facts = ({ facts }: { facts: Fact[] }) => (
  <Container header={<Header variant="h2">{say("review.facts.title")}</Header>}>
    <SpaceBetween size="l">
      {facts
        .filter((fact) => FACTS[fact.kind].caution)
        .map((fact) => (
          <Alert key={fact.kind} type="warning" header={say(FACTS[fact.kind].title)}>
            {factText(fact)}
          </Alert>
        ))}
      <ColumnLayout columns={2} minColumnWidth={260}>
        {facts
          .filter((fact) => !FACTS[fact.kind].caution)
          .map((fact) => (
            <div key={fact.kind}>
              <Box variant="awsui-key-label">{say(FACTS[fact.kind].title)}</Box>
              <div>{factText(fact)}</div>
            </div>
          ))}
      </ColumnLayout>
    </SpaceBetween>
  </Container>
);

export const Trusted = ({ trusted }: { trusted: TrustedAccount[] }) => (
  <Container
    header={
      <Header variant="h2" description={say("review.trusted.description")}>
        {say("review.trusted.title")}
      </Header>
    }
  >
    <SpaceBetween size="m">
      {trusted.map(({ account, principals }) => (
        <div key={account} data-testid={`trusted-${account}`}>
          <Box variant="awsui-key-label">{say("session.account", { account })}</Box>
          <ul className="tight-list">
            {principals.map((principal) => (
              <li key={principal} className="value">
                {principal}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Alert type="warning">{say("review.trusted.check", { accounts: trusted.length })}</Alert>
    </SpaceBetween>
  </Container>
);

export const Costs = ({ costs, asOf }: { costs: Cost[]; asOf: string }) => (
  <Container
    header={
      <Header variant="h2" description={say("review.costs.description", { day: monthOf(asOf) })}>
        {say("review.costs.title")}
      </Header>
    }
  >
    <KeyValuePairs
      columns={2}
      minColumnWidth={260}
      items={costs.map((cost) => ({
        label: say(COST_TITLES[cost.what]),
        value: (
          <>
            <div>{costAmount(cost)}</div>
            {costNote(cost) && <Box color="text-body-secondary">{costNote(cost)}</Box>}
          </>
        ),
      }))}
    />
  </Container>
);

export const Documents = ({ documents }: { documents: Document[] }) => (
  <Container
    header={
      <Header variant="h2" description={say("review.documents.description")}>
        {say("review.documents.title")}
      </Header>
    }
  >
    <SpaceBetween size="s">
      {documents.map(({ id, json }) => {
        const { title, purpose } = DOCUMENTS[id];
        return <DocumentView key={id} document={{ id, title: say(title), purpose: say(purpose), json }} />;
      })}
    </SpaceBetween>
  </Container>
);

export const Settings = ({ settings }: { settings: Setting[] }) => (
  <ExpandableSection
    data-testid="settings"
    variant="container"
    headingTagOverride="h2"
    headerText={say("review.settings.title")}
    headerDescription={say("review.settings.description")}
  >
    <ul className="plain-list divided">
      {settings.map((setting) => (
        <li key={`${setting.call} ${setting.name} ${settingValue(setting)}`} className="setting">
          <div>
            <div>{settingName(setting)}</div>
            <Box color="text-body-secondary" fontSize="body-s">
              <span className="value">{setting.call}</span>
            </Box>
          </div>
          <span className="value">{settingValue(setting)}</span>
        </li>
      ))}
    </ul>
  </ExpandableSection>
);
