/** Everything a setup made, each with what happens to it and why. */
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { DocumentView } from "../../components/DocumentView";
import { dateOf } from "../../language/format";
import { UNDO_OUTCOMES } from "../../language/kinds";
import { say } from "../../language/say";
import { dateOfEnd, hasRole, lastUseOf, outcomeOf, sentenceOf, titleOf } from "../../language/undo";
import type { RemovalOutcome } from "../../messages/RemovalOutcome";
import type { UndoItem } from "../../messages/UndoItem";
import type { UndoView } from "../../messages/UndoView";

const ICONS: Record<RemovalOutcome["kind"], StatusIndicatorProps.Type> = {
  delete: "pending",
  gone: "stopped",
  stays: "info",
  edited: "warning",
  revert: "pending",
  scheduled: "in-progress",
};

/** What it is called in the page's own names. */
const idOf = ({ thing, earlier }: UndoItem) => (earlier === null ? thing : `earlier-${earlier}-${thing}`);

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
          <Item key={idOf(item)} item={item} view={view} />
        ))}
      </ul>
      {hasRole(view) && <div data-testid="undo-last-used">{lastUseOf(view)}</div>}
    </SpaceBetween>
  </Container>
);

const Item = ({ item, view }: { item: UndoItem; view: UndoView }) => {
  const id = idOf(item);
  const outcome = outcomeOf(item);
  const end = dateOfEnd(item);
  return (
    <li data-testid={`undo-${id}`} data-outcome={outcome}>
      <div className="step-line">
        <Box variant="strong">{titleOf(item)}</Box>
        <StatusIndicator type={ICONS[outcome]}>
          {end ? say("undo.outcome.scheduledFor", { moment: dateOf(end) }) : say(UNDO_OUTCOMES[outcome])}
        </StatusIndicator>
      </div>
      <div className="value">{item.name}</div>
      <Box color="text-body-secondary">{sentenceOf(item, view)}</Box>
      {item.outcome.kind === "edited" && (
        <DocumentView
          document={{
            id,
            title: say("undo.item.document", { item: titleOf(item) }),
            purpose: say("common.readJustNow"),
            json: item.outcome.is,
          }}
        />
      )}
    </li>
  );
};
