/** Everything a setup made, each with what happens to it and why. */
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { DocumentView } from "../../components/DocumentView";
import { dateOf } from "../../components/date";
import type { UndoFate } from "../../messages/UndoFate";
import type { UndoView } from "../../messages/UndoView";

const FATES: Record<UndoFate, { type: StatusIndicatorProps.Type; words: string }> = {
  delete: { type: "pending", words: "Will be deleted" },
  gone: { type: "stopped", words: "Gone already" },
  stays: { type: "info", words: "Stays" },
  edited: { type: "warning", words: "Changed by somebody" },
  "set-back": { type: "pending", words: "Stays, and is set back" },
  scheduled: { type: "in-progress", words: "Waits to be deleted" },
};

export const Items = ({ view }: { view: UndoView }) => (
  <Container
    header={
      <Header
        variant="h2"
        description={`In ${view.practice ? "Practice" : `AWS account ${view.account}`}, region ${view.region}.`}
      >
        What this setup made
      </Header>
    }
  >
    <SpaceBetween size="l">
      <ul className="plain-list divided">
        {view.items.map((item) => (
          <li key={item.id} data-testid={`undo-${item.id}`} data-fate={item.fate}>
            <div className="step-line">
              <Box variant="strong">{item.title}</Box>
              <StatusIndicator type={FATES[item.fate].type}>
                {item.fate === "scheduled" && view.keyDate
                  ? `Deleted on ${dateOf(view.keyDate)}`
                  : FATES[item.fate].words}
              </StatusIndicator>
            </div>
            <div className="value">{item.name}</div>
            <Box color="text-body-secondary">{item.sentence}</Box>
            {item.document && (
              <DocumentView
                document={{
                  id: item.id,
                  title: `${item.title}: what it says now`,
                  purpose: "Read from AWS just now.",
                  json: item.document,
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {view.lastUsed && <div data-testid="undo-last-used">{view.lastUsed}</div>}
    </SpaceBetween>
  </Container>
);
