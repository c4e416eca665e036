/** Whose account this is, to be confirmed before anything is filled in. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useState } from "react";
import { asProblem, confirmAccount, newForm } from "../backend";
import { FieldFrame } from "../components/FieldFrame";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import { type Problem, refusalText } from "../language/failures";
import { ACCOUNT_DESCRIPTIONS, ACCOUNT_TITLES, PARTITIONS } from "../language/kinds";
import { Say } from "../language/Say";
import { say } from "../language/say";
import { sourceText } from "../language/session";
import type { FormProblem } from "../messages/FormProblem";
import type { SessionView } from "../messages/SessionView";
import type { SetupState } from "../messages/SetupState";
import { go, type Place, wantedPage } from "../place";
import { type Program, useProgram } from "../program";

const Account = ({ setup }: { setup: string | null }) => {
  const program = useProgram();
  const session = program.home.session;

  useEffect(() => {
    if (!session) {
      go(setup === null ? { page: "sign-in" } : { page: "sign-in", setup }, true);
    }
  }, [session, setup]);

  return session && <Confirm session={session} setup={setup} program={program} />;
};
export default Account;

interface Props {
  session: SessionView;
  setup: string | null;
  program: Program;
}

const Confirm = ({ session, setup, program }: Props) => {
  const [expected, setExpected] = useState("");
  const [differs, setDiffers] = useState<FormProblem | null>(null);
  const [rootAllowed, setRootAllowed] = useState(false);
  const [rootUnticked, setRootUnticked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (session.root && !rootAllowed) {
      setRootUnticked(true);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const refusal = expected.trim() === "" ? null : await confirmAccount(expected);
      setDiffers(refusal);
      if (!refusal) {
        go(await nextPlace(setup, program));
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <Page
      stage="account"
      title={say(ACCOUNT_TITLES[session.kind])}
      description={say(ACCOUNT_DESCRIPTIONS[session.kind])}
      hasError={differs !== null || rootUnticked || problem !== null}
    >
      <form onSubmit={submit}>
        <SpaceBetween size="l">
          <Container>
            <SpaceBetween size="l">
              <KeyValuePairs columns={2} items={linesOf(session)} />
              {session.source?.kind === "keys" && session.source.lasting && (
                <Alert data-testid="caution" type="warning">
                  {say("account.lastingKeys")}
                </Alert>
              )}
              {session.root && (
                <Alert data-testid="root" type="warning" header={say("account.root")}>
                  <SpaceBetween size="xs">
                    <div>{say("account.root.why")}</div>
                    <FormField errorText={rootUnticked && say("account.root.unticked")}>
                      <Checkbox
                        data-testid="root-allowed"
                        checked={rootAllowed}
                        onChange={({ detail }) => {
                          setRootAllowed(detail.checked);
                          setRootUnticked(false);
                        }}
                      >
                        {say("account.root.allow")}
                      </Checkbox>
                    </FormField>
                  </SpaceBetween>
                </Alert>
              )}
              {session.kind !== "number-only" && (
                <FieldFrame
                  name="expected-account"
                  label={<Say message="common.optional" values={{ label: say("account.expected") }} />}
                  description={say("account.expected.description")}
                  error={differs && refusalText(differs)}
                >
                  <Input
                    data-testid="expected-account"
                    value={expected}
                    inputMode="numeric"
                    autoComplete={false}
                    onChange={({ detail }) => setExpected(detail.value)}
                  />
                </FieldFrame>
              )}
            </SpaceBetween>
          </Container>
          {problem && <ProblemAlert problem={problem} />}
          <div className="actions">
            <Button
              data-testid="another-way"
              formAction="none"
              onClick={() => go(setup === null ? { page: "sign-in" } : { page: "sign-in", setup })}
            >
              {say("account.anotherWay")}
            </Button>
            <Button data-testid="continue" variant="primary" formAction="submit" loading={busy}>
              {say("common.continue")}
            </Button>
          </div>
        </SpaceBetween>
      </form>
    </Page>
  );
};

const linesOf = (session: SessionView) => [
  { label: say("account.number"), value: <span data-testid="account-id">{session.account}</span> },
  ...(session.alias ? [{ label: say("account.name"), value: session.alias }] : []),
  ...(session.caller ? [{ label: say("account.caller"), value: session.caller }] : []),
  { label: say("account.source"), value: sourceText(session.source) },
  ...(session.region ? [{ label: say("account.region"), value: session.region }] : []),
  {
    label: say("account.partition"),
    value: <span data-testid="partition-name">{say(PARTITIONS[session.partition])}</span>,
  },
  ...(session.callerArn
    ? [
        {
          label: say("account.callerArn"),
          value: (
            <span className="value" data-testid="caller-arn">
              {session.callerArn}
            </span>
          ),
        },
      ]
    : []),
];

/**
 * The page from which somebody went to sign in. Else a new form, or the setup that was being opened: its form while it is
 * a draft, what is left of it once it is being taken back, and its run otherwise.
 */
const nextPlace = async (setup: string | null, { home, drafts }: Program): Promise<Place> => {
  const wanted = wantedPage(setup);
  if (wanted) {
    return wanted;
  }
  if (setup !== null) {
    const card = home.setups.find((known) => known.setup === setup);
    return { page: card ? pageOf(card.state) : "details", setup };
  }
  const form = await newForm();
  drafts.set(form.setup, { form, pasted: "", reading: null, left: new Set() });
  return { page: "details", setup: form.setup };
};

const pageOf = (state: SetupState) => {
  switch (state) {
    case "draft":
      return "details";
    case "claimed":
      return "confirm";
    case "removing":
    case "kept":
    case "undone":
      return "undo";
    case "running":
    case "unfinished":
    case "ready":
    case "stopped":
      return "run";
  }
};
