/** A setup that only a file speaks of: what the file names, what it takes to confirm it, and the pressing of it. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { claimed as askClaimed, asProblem, confirm } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { Say } from "../language/Say";
import { say } from "../language/say";
import type { ClaimedSetup } from "../messages/ClaimedSetup";
import { go } from "../place";
import { useProgram } from "../program";
import { placeOf } from "./home/card";

const Confirm = ({ setup }: { setup: string }) => {
  const { home, refresh } = useProgram();
  const [claim, setClaim] = useState<ClaimedSetup | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    askClaimed(setup)
      .then(setClaim)
      .catch((thrown) => setProblem(asProblem(thrown)));
  }, [setup]);

  const press = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await confirm(setup);
      const { setups, session } = await refresh();
      const card = setups.find((one) => one.setup === setup);
      go(card ? placeOf(card, session) : { page: "home" }, true);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  const { session } = home;
  const canAsk = claim !== null && session?.account === claim.account && session.kind !== "number-only";
  return (
    <Page
      title={say("confirm.title")}
      description={say("confirm.description")}
      actions={<Button onClick={() => go({ page: "home" })}>{say("common.yourSetups")}</Button>}
      hasError={problem !== null}
    >
      {problem && <ProblemAlert problem={problem} />}
      {claim && (
        <SpaceBetween size="l">
          <Alert type="info" statusIconAriaLabel={say("common.information")} header={say("confirm.nothing")}>
            {say("confirm.nothing.until")}
          </Alert>
          <Container
            header={
              <Header variant="h2" description={say("confirm.named.description")}>
                {say("confirm.named.title")}
              </Header>
            }
          >
            <KeyValuePairs columns={2} items={named(claim)} />
          </Container>
          <Container header={<Header variant="h2">{say("confirm.takes.title")}</Header>}>
            <SpaceBetween size="m">
              <ol className="numbered">
                <li>{say(claim.practice ? "confirm.takes.practice" : "confirm.takes.signIn")}</li>
                <li>
                  <Say message="confirm.takes.looking" values={{ tag: claim.tag }} />
                </li>
                <li>{say("confirm.takes.checking")}</li>
              </ol>
              <div className="actions start">
                {canAsk ? (
                  <Button
                    data-testid="confirm-setup"
                    variant="primary"
                    loading={busy}
                    loadingText={say("confirm.press.looking")}
                    onClick={press}
                  >
                    {say("confirm.press")}
                  </Button>
                ) : (
                  <Button
                    data-testid="confirm-sign-in"
                    variant="primary"
                    onClick={() => go({ page: "sign-in", setup })}
                  >
                    {claim.practice ? say("confirm.openPractice") : say("confirm.signIn", { account: claim.account })}
                  </Button>
                )}
              </div>
              <Box color="text-body-secondary">{say("confirm.forget")}</Box>
            </SpaceBetween>
          </Container>
        </SpaceBetween>
      )}
    </Page>
  );
};
export default Confirm;

const named = ({ practice, account, region, bucket, role }: ClaimedSetup) => {
  const value = (label: string, text: string) => ({ label, value: <span className="value">{text}</span> });
  return [
    value(say("confirm.named.account"), practice ? say("common.practice") : account),
    value(say("confirm.named.region"), region),
    value(say("confirm.named.bucket"), bucket),
    value(say("confirm.named.role"), role),
  ];
};
