/** Some setups as cards, each with where it stands and what can be done with it. */
import Button from "@cloudscape-design/components/button";
import Cards from "@cloudscape-design/components/cards";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import { dateOf } from "../../language/format";
import { SETUP_STATES } from "../../language/kinds";
import { say } from "../../language/say";
import type { SessionView } from "../../messages/SessionView";
import type { SetupCard } from "../../messages/SetupCard";
import type { SetupState } from "../../messages/SetupState";
import { addressOf, go } from "../../place";
import { accountOf, type NumberedCard, nameOf, placeOf, regionOf } from "./card";

const ICONS: Record<SetupState, StatusIndicatorProps.Type> = {
  draft: "pending",
  claimed: "info",
  running: "in-progress",
  unfinished: "warning",
  ready: "success",
  stopped: "stopped",
  removing: "warning",
  kept: "stopped",
  undone: "stopped",
};

interface Props {
  cards: NumberedCard[];
  session: SessionView | null;
  header?: ReactNode;
  onForget: (card: SetupCard) => void;
}

export const SetupCards = ({ cards, session, header, onForget }: Props) => (
  <Cards
    items={cards}
    header={header}
    trackBy={({ card }) => card.setup}
    cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }]}
    ariaLabels={{ itemSelectionLabel: (_, { card }) => card.title, selectionGroupLabel: say("home.cards") }}
    cardDefinition={{
      header: ({ card, number }) => <Title card={card} number={number} session={session} />,
      sections: [
        {
          id: "state",
          header: say("home.card.state"),
          content: ({ card }) => (
            <StatusIndicator type={ICONS[card.state]}>{say(SETUP_STATES[card.state])}</StatusIndicator>
          ),
        },
        {
          id: "account",
          header: say("home.card.account"),
          content: ({ card }) => accountOf(card),
          width: 50,
        },
        {
          id: "region",
          header: say("home.card.region"),
          content: ({ card }) => regionOf(card),
          width: 50,
        },
        {
          id: "changed",
          header: say("home.card.changed"),
          content: ({ card, number }) => (
            <SpaceBetween size="s">
              <div>{dateOf(card.changed)}</div>
              {card.state !== "running" && <Actions card={card} number={number} onForget={() => onForget(card)} />}
            </SpaceBetween>
          ),
        },
      ],
    }}
  />
);

const Title = ({ card, number, session }: { card: SetupCard; number: number; session: SessionView | null }) => {
  const place = placeOf(card, session);
  return (
    <Link
      data-testid={`setup-${number}`}
      fontSize="heading-m"
      href={addressOf(place)}
      onFollow={(event) => {
        event.preventDefault();
        go(place);
      }}
    >
      {nameOf(card)}
    </Link>
  );
};

interface ActionsProps {
  card: SetupCard;
  number: number;
  onForget: () => void;
}

const Actions = ({ card, number, onForget }: ActionsProps) => (
  <div className="value-row">
    {(card.state === "ready" || card.state === "stopped") && (
      <>
        <Button
          data-testid={`show-values-${number}`}
          variant="inline-link"
          ariaLabel={say("home.card.values.of", { name: nameOf(card) })}
          onClick={() => go({ page: "ready", setup: card.setup })}
        >
          {say("home.card.values")}
        </Button>
        <Button
          data-testid={`undo-${number}`}
          variant="inline-link"
          ariaLabel={say("home.card.undo.of", { name: nameOf(card) })}
          onClick={() => go({ page: "undo", setup: card.setup })}
        >
          {say("home.card.undo")}
        </Button>
      </>
    )}
    <Button
      data-testid={`forget-${number}`}
      variant="inline-link"
      ariaLabel={say("home.card.forget.of", { name: nameOf(card) })}
      onClick={onForget}
    >
      {say("home.card.forget")}
    </Button>
  </div>
);
