/** Setups and drafts, each with where it stands. */
import Button from "@cloudscape-design/components/button";
import Cards from "@cloudscape-design/components/cards";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useEffect, useState } from "react";
import { dateOf } from "../components/date";
import { Page } from "../components/Page";
import type { SetupCard } from "../messages/SetupCard";
import type { SetupState } from "../messages/SetupState";
import { addressOf, go, type Place } from "../place";
import { useProgram } from "../program";
import { ForgetDialog } from "./home/ForgetDialog";
import { SetAside } from "./home/SetAside";

const STATES: Record<SetupState, { type: StatusIndicatorProps.Type; words: string }> = {
  draft: { type: "pending", words: "Draft: nothing has been made" },
  running: { type: "in-progress", words: "Working on it now" },
  unfinished: { type: "warning", words: "Not finished: open it to try again" },
  ready: { type: "success", words: "Ready" },
  stopped: { type: "stopped", words: "Stopped: Vonage cannot write or read" },
  removing: { type: "warning", words: "Not everything was taken back: open it to go on" },
  kept: { type: "stopped", words: "Vonage is shut out for good: the rest is kept" },
  undone: { type: "stopped", words: "Taken back" },
};

const Home = () => {
  const { home, refresh } = useProgram();
  const none = home.setups.length === 0 && home.setAside.length === 0;
  const [leaving, setLeaving] = useState<SetupCard | null>(null);

  // What another page changed since is asked for again. Should it fail, the list that is known stays.
  useEffect(() => {
    refresh().catch(() => undefined);
  }, [refresh]);

  useEffect(() => {
    if (none) {
      go({ page: "sign-in" }, true);
    }
  }, [none]);

  if (none) {
    return null;
  }

  const start = () => go({ page: home.session ? "account" : "sign-in" });
  return (
    <Page
      title="Your setups"
      description="Each is a place in AWS that Vonage Contact Center can export recordings into."
      actions={
        <Button data-testid="new-setup" variant="primary" onClick={start}>
          New setup
        </Button>
      }
    >
      <SetAside files={home.setAside} />
      {leaving && (
        <ForgetDialog
          card={leaving}
          onClose={() => setLeaving(null)}
          onForgotten={() => {
            setLeaving(null);
            refresh().catch(() => undefined);
          }}
        />
      )}
      <Cards
        items={home.setups.map((card, index) => ({ card, number: index + 1 }))}
        trackBy={({ card }) => card.setup}
        cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }]}
        ariaLabels={{ itemSelectionLabel: (_, { card }) => card.title, selectionGroupLabel: "Setups" }}
        cardDefinition={{
          header: ({ card, number }) => <Title card={card} number={number} hasSession={home.session !== null} />,
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
              content: ({ card }) => (card.practice ? "Practice" : (card.account ?? "Not known yet")),
              width: 50,
            },
            {
              id: "region",
              header: "Region",
              content: ({ card }) => card.region ?? "Not chosen yet",
              width: 50,
            },
            {
              id: "changed",
              header: "Last changed",
              content: ({ card, number }) => (
                <SpaceBetween size="s">
                  <div>{dateOf(card.changed)}</div>
                  {card.state !== "running" && (
                    <Actions card={card} number={number} onForget={() => setLeaving(card)} />
                  )}
                </SpaceBetween>
              ),
            },
          ],
        }}
      />
    </Page>
  );
};

export default Home;

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
      {card.title || "Setup without a name yet"}
    </Link>
  );
};

interface ActionsProps {
  card: SetupCard;
  number: number;
  onForget: () => void;
}

const Actions = ({ card: { setup, title, state }, number, onForget }: ActionsProps) => (
  <div className="value-row">
    {state === "ready" && (
      <>
        <Button
          data-testid={`show-values-${number}`}
          variant="inline-link"
          ariaLabel={`Show values of ${title}`}
          onClick={() => go({ page: "ready", setup })}
        >
          Show values
        </Button>
        <Button
          data-testid={`undo-${number}`}
          variant="inline-link"
          ariaLabel={`Undo ${title}`}
          onClick={() => go({ page: "undo", setup })}
        >
          Undo
        </Button>
      </>
    )}
    <Button data-testid={`forget-${number}`} variant="inline-link" ariaLabel={`Forget ${title}`} onClick={onForget}>
      Forget
    </Button>
  </div>
);

const placeOf = ({ setup, state }: SetupCard, hasSession: boolean): Place => {
  switch (state) {
    case "draft":
      return { page: hasSession ? "details" : "sign-in", setup };
    case "running":
    case "unfinished":
      return { page: "run", setup };
    case "ready":
    case "stopped":
      return { page: "ready", setup };
    case "removing":
    case "kept":
    case "undone":
      return { page: "undo", setup };
  }
};
