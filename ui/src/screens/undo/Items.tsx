/** Everything a setup made, each with what happens to it and why. */
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { DocumentView } from "../../components/DocumentView";
import { dateOf } from "../../language/format";
import { UNDO_FATES } from "../../language/kinds";
import { say } from "../../language/say";
import type { UndoFate } from "../../messages/UndoFate";
import type { UndoView } from "../../messages/UndoView";

const ICONS: Record<UndoFate, StatusIndicatorProps.Type> = {
  delete: "pending",
  gone: "stopped",
  stays: "info",
  edited: "warning",
  "set-back": "pending",
  scheduled: "in-progress",
};

export const Items = ({ view }: { view: UndoView }) => (
  <Container
    header={
      <Header
        variant="h2"
        description={say(view.practice ? "undo.items.practice" : "undo.items.account", {
          account: view.account,
          region: view.region,
        })}
      >
        {say("undo.items.title")}
      </Header>
    }
  >
    <SpaceBetween size="l">
      <ul className="plain-list divided">
        {view.items.map((item) => (
          <li key={item.id} data-testid={`undo-${item.id}`} data-fate={item.fate}>
            <div className="step-line">
              <Box variant="strong">{item.title}</Box>
              <StatusIndicator type={ICONS[item.fate]}>
                {item.fate === "scheduled" && view.keyDate
                  ? say("undo.fate.scheduledFor", { moment: dateOf(view.keyDate) })
                  : say(UNDO_FATES[item.fate])}
              </StatusIndicator>
            </div>
            <div className="value">{item.name}</div>
            <Box color="text-body-secondary">{item.sentence}</Box>
            {item.document && (
              <DocumentView
                document={{
                  id: item.id,
                  title: say("undo.item.document", { item: item.title }),
                  purpose: say("common.readJustNow"),
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
