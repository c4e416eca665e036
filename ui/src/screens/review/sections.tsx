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
import type { ChangeAction } from "../../messages/ChangeAction";
import type { Cost } from "../../messages/Cost";
import type { Document } from "../../messages/Document";
import type { Fact } from "../../messages/Fact";
import type { LeftBehind as LeftBehindMessage } from "../../messages/LeftBehind";
import type { Review } from "../../messages/Review";
import type { Setting } from "../../messages/Setting";
import type { TrustedAccount } from "../../messages/TrustedAccount";

const ACTIONS: Record<ChangeAction, { words: string; colour: "green" | "blue" | "grey" }> = {
  create: { words: "New", colour: "green" },
  set: { words: "Changed", colour: "blue" },
  keep: { words: "There already", colour: "grey" },
  leave: { words: "Stays as it is", colour: "grey" },
};

export const Changes = ({ review }: { review: Review }) => (
  <Container
    header={
      <Header
        variant="h2"
        description={
          <>
            Plan <span data-testid="fingerprint">{review.shortFingerprint}</span>. The same number stands in the record
            and on everything that is made.
          </>
        }
      >
        What will be made
      </Header>
    }
  >
    <ul className="plain-list divided">
      {review.changes.map((change) => (
        <li key={`${change.step} ${change.title}`} data-testid={`change-${change.step}`} data-action={change.action}>
          <SpaceBetween size="xxxs">
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <Box variant="strong">{change.title}</Box>
              <Badge color={ACTIONS[change.action].colour}>{ACTIONS[change.action].words}</Badge>
            </SpaceBetween>
            <span className="value">{change.name}</span>
            <Box color="text-body-secondary">{change.purpose}</Box>
          </SpaceBetween>
        </li>
      ))}
    </ul>
  </Container>
);

/** What an earlier run made under names that were changed since. */
export const LeftBehind = ({ things }: { things: LeftBehindMessage[] }) => (
  <Container
    header={
      <Header
        variant="h2"
        description="An earlier try made these under other names. They go once everything above is made; a bucket only if it is empty. What has to stay is listed when you undo this setup."
      >
        What is taken back
      </Header>
    }
  >
    <ul className="plain-list divided" data-testid="left-behind">
      {things.map(({ title, name }) => (
        <li key={`${title} ${name}`}>
          <Box variant="strong">{title}</Box>
          <span className="value">{name}</span>
        </li>
      ))}
    </ul>
  </Container>
);

export const Facts = ({ facts }: { facts: Fact[] }) => (
  <Container header={<Header variant="h2">What this means</Header>}>
    <SpaceBetween size="l">
      {facts
        .filter((fact) => fact.caution)
        .map((fact) => (
          <Alert key={fact.title} type="warning" statusIconAriaLabel="Warning" header={fact.title}>
            {fact.text}
          </Alert>
        ))}
      <ColumnLayout columns={2} minColumnWidth={260}>
        {facts
          .filter((fact) => !fact.caution)
          .map((fact) => (
            <div key={fact.title}>
              <Box variant="awsui-key-label">{fact.title}</Box>
              <div>{fact.text}</div>
            </div>
          ))}
      </ColumnLayout>
    </SpaceBetween>
  </Container>
);

export const Trusted = ({ trusted }: { trusted: TrustedAccount[] }) => (
  <Container
    header={
      <Header
        variant="h2"
        description="These must belong to Vonage. Whoever they are can add, read and replace recordings."
      >
        Who is let in
      </Header>
    }
  >
    <SpaceBetween size="m">
      {trusted.map(({ account, principals }) => (
        <div key={account} data-testid={`trusted-${account}`}>
          <Box variant="awsui-key-label">AWS account {account}</Box>
          <ul className="tight-list">
            {principals.map((principal) => (
              <li key={principal} className="value">
                {principal}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Alert type="warning" statusIconAriaLabel="Warning">
        Check {trusted.length === 1 ? "this number" : "these numbers"} with Vonage by a way other than that e-mail, for
        example by telephone. An e-mail can be forged.
      </Alert>
    </SpaceBetween>
  </Container>
);

export const Costs = ({ costs, asOf }: { costs: Cost[]; asOf: string }) => (
  <Container
    header={
      <Header variant="h2" description={`AWS’s prices as of ${asOf}, without tax. AWS may change them.`}>
        What it costs
      </Header>
    }
  >
    <KeyValuePairs
      columns={2}
      minColumnWidth={260}
      items={costs.map((cost) => ({
        label: cost.what,
        value: (
          <>
            <div>{cost.amount}</div>
            {cost.note && <Box color="text-body-secondary">{cost.note}</Box>}
          </>
        ),
      }))}
    />
  </Container>
);

export const Documents = ({ documents }: { documents: Document[] }) => (
  <Container
    header={
      <Header variant="h2" description="For whoever wants to check: exactly what AWS will get.">
        Documents
      </Header>
    }
  >
    <SpaceBetween size="s">
      {documents.map((document) => (
        <DocumentView key={document.id} document={document} />
      ))}
    </SpaceBetween>
  </Container>
);

export const Settings = ({ settings }: { settings: Setting[] }) => (
  <ExpandableSection
    data-testid="settings"
    variant="container"
    headingTagOverride="h2"
    headerText="Every setting"
    headerDescription="Each with the AWS call that makes it."
  >
    <ul className="plain-list divided">
      {settings.map((setting) => (
        <li key={`${setting.call} ${setting.name}`} className="setting">
          <div>
            <div>{setting.name}</div>
            <Box color="text-body-secondary" fontSize="body-s">
              <span className="value">{setting.call}</span>
            </Box>
          </div>
          <span className="value">{setting.value}</span>
        </li>
      ))}
    </ul>
  </ExpandableSection>
);
