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
import { dateOfEnd, fateOf, hasRole, lastUseOf, sentenceOf, titleOf } from "../../language/undo";
import type { Fate } from "../../messages/Fate";
import type { UndoItem } from "../../messages/UndoItem";
import type { UndoView } from "../../messages/UndoView";

const ICONS: Record<Fate["kind"], StatusIndicatorProps.Type> = {
  delete: "pending",
  gone: "stopped",
  stays: "info",
  edited: "warning",
  "set-back": "pending",
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
  const fate = fateOf(item);
  const end = dateOfEnd(item);
  return (
    <li data-testid={`undo-${id}`} data-fate={fate}>
      <div className="step-line">
        <Box variant="strong">{titleOf(item)}</Box>
        <StatusIndicator type={ICONS[fate]}>
          {end ? say("undo.fate.scheduledFor", { moment: dateOf(end) }) : say(UNDO_FATES[fate])}
        </StatusIndicator>
      </div>
      <div className="value">{item.name}</div>
      <Box color="text-body-secondary">{sentenceOf(item, view)}</Box>
      {item.fate.kind === "edited" && (
        <DocumentView
          document={{
            id,
            title: say("undo.item.document", { item: titleOf(item) }),
            purpose: say("common.readJustNow"),
            json: item.fate.is,
          }}
        />
      )}
    </li>
  );
};
