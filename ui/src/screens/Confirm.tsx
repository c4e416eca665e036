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
import type { ClaimedSetup } from "../messages/ClaimedSetup";
import type { Problem } from "../messages/Problem";
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
      go(card ? placeOf(card, session !== null) : { page: "home" }, true);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  const { session } = home;
  const canAsk = claim !== null && session?.account === claim.account && session.kind !== "number-only";
  return (
    <Page
      title="Not confirmed yet"
      description="This setup comes from a file, and a file can say anything."
      actions={<Button onClick={() => go({ page: "home" })}>Your setups</Button>}
      hasError={problem !== null}
    >
      {problem && <ProblemAlert problem={problem} />}
      {claim && (
        <SpaceBetween size="l">
          <Alert type="info" statusIconAriaLabel="Information" header="Nothing in the file counts yet">
            Its values are not shown, and nothing can be stopped or undone with it, until AWS has confirmed it.
          </Alert>
          <Container
            header={
              <Header variant="h2" description="Whoever wrote the file wrote this. It may be wrong.">
                What the file names
              </Header>
            }
          >
            <KeyValuePairs columns={2} items={named(claim)} />
          </Container>
          <Container header={<Header variant="h2">What confirming takes</Header>}>
            <SpaceBetween size="m">
              <ol className="numbered">
                <li>
                  {claim.practice
                    ? "You open Practice."
                    : "You sign in to the account above. Check its number with whoever gave you the file."}
                </li>
                <li>
                  The program looks in AWS for the bucket, the role, the policy and the key. It goes on only if they
                  carry the tag <span className="value">{claim.tag}</span>.
                </li>
                <li>It checks what is there, and shows that instead of the file. Nothing in AWS is changed.</li>
              </ol>
              <div className="actions start">
                {canAsk ? (
                  <Button
                    data-testid="confirm-setup"
                    variant="primary"
                    loading={busy}
                    loadingText="Looking in AWS"
                    onClick={press}
                  >
                    Confirm with AWS
                  </Button>
                ) : (
                  <Button
                    data-testid="confirm-sign-in"
                    variant="primary"
                    onClick={() => go({ page: "sign-in", setup })}
                  >
                    {claim.practice ? "Open Practice" : `Sign in to account ${claim.account}`}
                  </Button>
                )}
              </div>
              <Box color="text-body-secondary">“Forget” under “Your setups” removes the file’s setup from here.</Box>
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
    value("AWS account", practice ? "Practice" : account),
    value("Region", region),
    value("Bucket", bucket),
    value("Role", role),
  ];
};
