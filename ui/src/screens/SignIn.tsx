/** Asks how the person gets into AWS, in their own words. */

import ActionCard from "@cloudscape-design/components/action-card";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import Icon from "@cloudscape-design/components/icon";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Suspense, useRef, useState } from "react";
import { asProblem, signIn } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { say } from "../language/say";
import type { SetupCard } from "../messages/SetupCard";
import type { SignIn as SignInMessage } from "../messages/SignIn";
import { go } from "../place";
import { useProgram } from "../program";
import { accountOf, nameOf } from "./home/card";
import { WAYS } from "./sign-in/ways";

export const SignIn = ({ setup }: { setup: string | null }) => {
  const { home, refresh, reviews } = useProgram();
  const card = home.setups.find((one) => one.setup === setup);
  const [open, setOpen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  // Counts what was opened: what became of a try in a panel that is closed is no news any more.
  const opened = useRef(0);

  const enter = async (way: SignInMessage) => {
    const here = opened.current;
    setBusy(true);
    setProblem(null);
    try {
      await signIn(way);
      // What was reviewed was another session's.
      reviews.clear();
      await refresh();
      go(setup === null ? { page: "account" } : { page: "account", setup });
    } catch (thrown) {
      if (here === opened.current) {
        setProblem(asProblem(thrown));
        setBusy(false);
      }
    }
  };

  const show = (id: string | null) => {
    opened.current += 1;
    setOpen(id);
    setProblem(null);
    setBusy(false);
  };

  return (
    <Page
      stage="account"
      title={say("signIn.title")}
      description={say("signIn.description")}
      hasError={problem !== null}
    >
      {card && <World card={card} busy={busy} enter={enter} />}
      <Container header={<Header variant="h2">{say("signIn.prepare.title")}</Header>}>
        <ul className="tight-list">
          <li>{say("signIn.prepare.values")}</li>
          <li>{say("signIn.prepare.account")}</li>
          <li>{say("signIn.prepare.programme")}</li>
        </ul>
      </Container>
      <SpaceBetween size="s">
        {WAYS.map(({ id, title, description, Panel }) => (
          <ExpandableSection
            key={id}
            variant="container"
            headingTagOverride="h2"
            headerText={<span data-testid={id}>{say(title)}</span>}
            headerDescription={say(description)}
            expanded={open === id}
            onChange={({ detail }) => show(detail.expanded ? id : null)}
          >
            {open === id && (
              <Suspense fallback={null}>
                <Panel busy={busy} problem={problem} enter={enter} />
              </Suspense>
            )}
          </ExpandableSection>
        ))}
      </SpaceBetween>
      <SpaceBetween size="s">
        {open === null && problem && <ProblemAlert problem={problem} />}
        <Box variant="h2" fontSize="heading-m">
          {say("signIn.unsure")}
        </Box>
        <ActionCard
          data-testid="sign-in-practice"
          header={<Box variant="strong">{say("signIn.practice")}</Box>}
          description={say("signIn.practice.description")}
          icon={<Icon name="angle-right" />}
          iconVerticalAlignment="center"
          disabled={busy}
          onClick={() => {
            show(null);
            enter({ way: "practice" });
          }}
        />
      </SpaceBetween>
      <SpaceBetween size="s">
        <Box variant="h2" fontSize="heading-m">
          {say("signIn.before")}
        </Box>
        <ActionCard
          data-testid="elsewhere"
          header={<Box variant="strong">{say("signIn.elsewhere")}</Box>}
          description={say("signIn.elsewhere.description")}
          icon={<Icon name="angle-right" />}
          iconVerticalAlignment="center"
          disabled={busy}
          onClick={() => go({ page: "elsewhere" })}
        />
      </SpaceBetween>
    </Page>
  );
};

interface WorldProps {
  card: SetupCard;
  busy: boolean;
  enter: (way: SignInMessage) => void;
}

/** Where the setup is that somebody wants to go on with: it goes on nowhere else. */
const World = ({ card, busy, enter }: WorldProps) => (
  <Alert
    type="info"
    statusIconAriaLabel={say("common.information")}
    data-testid="world"
    action={
      card.practice && (
        <Button data-testid="go-into-practice" disabled={busy} onClick={() => enter({ way: "practice" })}>
          {say("signIn.world.enter")}
        </Button>
      )
    }
  >
    {card.practice
      ? say("signIn.world.practice", { name: nameOf(card) })
      : say("signIn.world.real", { name: nameOf(card), account: accountOf(card) })}
  </Alert>
);
