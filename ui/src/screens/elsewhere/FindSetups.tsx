/** Setups found in the account by the tags of their buckets. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { asProblem, findSetups, openFound } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../language/failures";
import { LOOKING } from "../../language/kinds";
import { say } from "../../language/say";
import type { FoundSetupCard } from "../../messages/FoundSetupCard";
import type { FoundSetups } from "../../messages/FoundSetups";
import type { OpenedSetup } from "../../messages/OpenedSetup";
import type { SessionView } from "../../messages/SessionView";
import { go } from "../../place";

interface Props {
  session: SessionView | null;
  /** A setup was taken in, or was here already. */
  onOpened: (opened: OpenedSetup) => Promise<void>;
  /** A setup that is here already shall be shown. */
  onOpen: (setup: string) => Promise<void>;
}

export const FindSetups = ({ session, onOpened, onOpen }: Props) => {
  const [found, setFound] = useState<FoundSetups | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const work = async (what: string, carryOut: () => Promise<void>) => {
    setBusy(what);
    setProblem(null);
    try {
      await carryOut();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(null);
  };

  const look = () => work("look", async () => setFound(await findSetups()));
  const open = ({ setup, bucket, region, known }: FoundSetupCard) =>
    work(setup, async () => (known ? onOpen(setup) : onOpened(await openFound(bucket, region))));

  const signedIn = session !== null && session.kind !== "number-only";
  return (
    <Container
      header={
        <Header variant="h2" description={say("elsewhere.find.description")}>
          {say("elsewhere.find.title")}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {signedIn ? (
          <Button
            data-testid="find-setups"
            loading={busy === "look"}
            loadingText={say("elsewhere.find.looking")}
            onClick={look}
          >
            {say(LOOKING[session.kind], { account: session.account })}
          </Button>
        ) : (
          <Button data-testid="find-sign-in" onClick={() => go({ page: "sign-in" })}>
            {say("elsewhere.find.signIn")}
          </Button>
        )}
        {problem && <ProblemAlert problem={problem} />}
        <LiveRegion>{found && <Result found={found} />}</LiveRegion>
        {found?.setups.map((card, index) => (
          <Line key={card.bucket} card={card} number={index + 1} busy={busy} onOpen={() => open(card)} />
        ))}
      </SpaceBetween>
    </Container>
  );
};

const Result = ({ found }: { found: FoundSetups }) => (
  <SpaceBetween size="s">
    <div data-testid="found-count">
      {say("elsewhere.find.count", { setups: found.setups.length, buckets: found.seen })}
    </div>
    {found.unread > 0 && (
      <Alert type="warning" data-testid="found-unread">
        {say("elsewhere.find.unread", { buckets: found.unread })}
      </Alert>
    )}
  </SpaceBetween>
);

interface LineProps {
  card: FoundSetupCard;
  number: number;
  busy: string | null;
  onOpen: () => void;
}

const Line = ({ card, number, busy, onOpen }: LineProps) => (
  <div className="value-row" data-testid={`found-${number}`}>
    <div>
      <Box variant="strong">
        <span className="value">{card.bucket}</span>
      </Box>
      <div>{card.known ? say("elsewhere.find.known", { region: card.region }) : card.region}</div>
    </div>
    <Button
      data-testid={`open-found-${number}`}
      ariaLabel={say("elsewhere.find.open.of", { bucket: card.bucket })}
      loading={busy === card.setup}
      disabled={busy !== null && busy !== card.setup}
      onClick={onOpen}
    >
      {say("elsewhere.find.open")}
    </Button>
  </div>
);
