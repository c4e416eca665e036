/** Asks how the person gets into AWS, in their own words. */
import ActionCard from "@cloudscape-design/components/action-card";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import Icon from "@cloudscape-design/components/icon";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Suspense, useRef, useState } from "react";
import { asProblem, signIn } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../messages/Problem";
import type { SignIn as SignInMessage } from "../messages/SignIn";
import { go } from "../place";
import { useProgram } from "../program";
import { WAYS } from "./sign-in/ways";

export const SignIn = ({ setup }: { setup: string | null }) => {
  const { refresh, reviews } = useProgram();
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
      stage="AWS account"
      title="How do you get into AWS?"
      description="Choose what sounds like you. Nothing is made until you have read what will be and pressed Create."
      hasError={problem !== null}
    >
      <Container header={<Header variant="h2">What to have ready</Header>}>
        <ul className="tight-list">
          <li>The two values from Vonage, “primary service” and “secondary service”. They usually come by e-mail.</li>
          <li>A way into your company’s AWS account, or the number of that account.</li>
          <li>
            A place in Vonage’s early-access programme for exporting interaction content. Your account manager at Vonage
            can tell you.
          </li>
        </ul>
      </Container>
      <SpaceBetween size="s">
        {WAYS.map(({ id, title, description, Panel }) => (
          <ExpandableSection
            key={id}
            variant="container"
            headingTagOverride="h2"
            headerText={<span data-testid={id}>{title}</span>}
            headerDescription={description}
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
          Not sure yet?
        </Box>
        <ActionCard
          data-testid="sign-in-practice"
          header={<Box variant="strong">Practice: try everything without an AWS account</Box>}
          description="The same pages and the same steps, with an AWS inside this program. Nothing leaves this computer."
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
          Made one before?
        </Box>
        <ActionCard
          data-testid="elsewhere"
          header={<Box variant="strong">Open a setup that was made on another computer</Box>}
          description="With a record that was saved there, or by looking for it in your AWS account."
          icon={<Icon name="angle-right" />}
          iconVerticalAlignment="center"
          disabled={busy}
          onClick={() => go({ page: "elsewhere" })}
        />
      </SpaceBetween>
    </Page>
  );
};
