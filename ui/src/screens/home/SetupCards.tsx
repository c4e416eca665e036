/** Some setups as cards, each with where it stands and what can be done with it. */
import Button from "@cloudscape-design/components/button";
import Cards from "@cloudscape-design/components/cards";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import { dateOf } from "../../components/date";
import type { SetupCard } from "../../messages/SetupCard";
import type { SetupState } from "../../messages/SetupState";
import { addressOf, go } from "../../place";
import { accountOf, type NumberedCard, nameOf, placeOf, regionOf } from "./card";

const STATES: Record<SetupState, { type: StatusIndicatorProps.Type; words: string }> = {
  draft: { type: "pending", words: "Draft: nothing has been made" },
  claimed: { type: "info", words: "Not confirmed: only a file speaks of it" },
  running: { type: "in-progress", words: "Working on it now" },
  unfinished: { type: "warning", words: "Not finished: open it to try again" },
  ready: { type: "success", words: "Ready" },
  stopped: { type: "stopped", words: "Stopped: Vonage cannot write or read" },
  removing: { type: "warning", words: "Not everything was taken back: open it to go on" },
  kept: { type: "stopped", words: "Vonage is shut out for good: the rest is kept" },
  undone: { type: "stopped", words: "Taken back" },
};

interface Props {
  cards: NumberedCard[];
  hasSession: boolean;
  header?: ReactNode;
  onForget: (card: SetupCard) => void;
}

export const SetupCards = ({ cards, hasSession, header, onForget }: Props) => (
  <Cards
    items={cards}
    header={header}
    trackBy={({ card }) => card.setup}
    cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }]}
    ariaLabels={{ itemSelectionLabel: (_, { card }) => card.title, selectionGroupLabel: "Setups" }}
    cardDefinition={{
      header: ({ card, number }) => <Title card={card} number={number} hasSession={hasSession} />,
      sections: [
        {
          id: "state",
          header: "State",
          content: ({ card }) => (
            <StatusIndicator type={STATES[card.state].type}>{STATES[card.state].words}</StatusIndicator>
          ),
        },
        {
          id: "account",
          header: "AWS account",
          content: ({ card }) => accountOf(card),
          width: 50,
        },
        {
          id: "region",
          header: "Region",
          content: ({ card }) => regionOf(card),
          width: 50,
        },
        {
          id: "changed",
          header: "Last changed",
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

const Title = ({ card, number, hasSession }: { card: SetupCard; number: number; hasSession: boolean }) => {
  const place = placeOf(card, hasSession);
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
          ariaLabel={`Show values of ${nameOf(card)}`}
          onClick={() => go({ page: "ready", setup: card.setup })}
        >
          Show values
        </Button>
        <Button
          data-testid={`undo-${number}`}
          variant="inline-link"
          ariaLabel={`Undo ${nameOf(card)}`}
          onClick={() => go({ page: "undo", setup: card.setup })}
        >
          Undo
        </Button>
      </>
    )}
    <Button
      data-testid={`forget-${number}`}
      variant="inline-link"
      ariaLabel={`Forget ${nameOf(card)}`}
      onClick={onForget}
    >
      Forget
    </Button>
  </div>
);
