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
import type { FieldProblem } from "../messages/FieldProblem";
import type { Problem } from "../messages/Problem";
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

const TITLES: Record<SessionView["kind"], string> = {
  practice: "You are practising",
  real: "Is this the right AWS account?",
  "number-only": "You go on without signing in",
};

const DESCRIPTIONS: Record<SessionView["kind"], string> = {
  practice: "This account exists only inside the program. Everything else is as it would be in a real one.",
  real: "Everything will be made in this account and paid for by whoever owns it.",
  "number-only": "You can fill in and review everything. Creating needs someone who can sign in to this account.",
};

interface Props {
  session: SessionView;
  setup: string | null;
  program: Program;
}

const Confirm = ({ session, setup, program }: Props) => {
  const [expected, setExpected] = useState("");
  const [differs, setDiffers] = useState<FieldProblem | null>(null);
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
      stage="AWS account"
      title={TITLES[session.kind]}
      description={DESCRIPTIONS[session.kind]}
      hasError={differs !== null || rootUnticked || problem !== null}
    >
      <form onSubmit={submit}>
        <SpaceBetween size="l">
          <Container>
            <SpaceBetween size="l">
              <KeyValuePairs columns={2} items={linesOf(session)} />
              {session.caution && (
                <Alert data-testid="caution" type="warning" statusIconAriaLabel="Warning">
                  {session.caution}
                </Alert>
              )}
              {session.root && (
                <Alert data-testid="root" type="warning" statusIconAriaLabel="Warning" header="This is the root user">
                  <SpaceBetween size="xs">
                    <div>
                      The root user can do everything, even close the account. AWS advises against using it for daily
                      work. Ask for a user of your own.
                    </div>
                    <FormField
                      errorText={rootUnticked && "Tick the box to go on as the root user, or sign in as another user."}
                      i18nStrings={{ errorIconAriaLabel: "Error" }}
                    >
                      <Checkbox
                        data-testid="root-allowed"
                        checked={rootAllowed}
                        onChange={({ detail }) => {
                          setRootAllowed(detail.checked);
                          setRootUnticked(false);
                        }}
                      >
                        Go on as the root user all the same
                      </Checkbox>
                    </FormField>
                  </SpaceBetween>
                </Alert>
              )}
              {session.kind !== "number-only" && (
                <FieldFrame
                  name="expected-account"
                  label={
                    <>
                      The number IT gave me <i>– optional</i>
                    </>
                  }
                  description="If someone told you which account to use, type its 12 digits. They are compared with the number above."
                  error={differs?.sentence}
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
              Use another way
            </Button>
            <Button data-testid="continue" variant="primary" formAction="submit" loading={busy}>
              Continue
            </Button>
          </div>
        </SpaceBetween>
      </form>
    </Page>
  );
};

const linesOf = (session: SessionView) => [
  { label: "Account number", value: <span data-testid="account-id">{session.account}</span> },
  ...(session.alias ? [{ label: "Account name", value: session.alias }] : []),
  ...(session.caller ? [{ label: "You are", value: session.caller }] : []),
  { label: "Way in", value: session.source },
  ...(session.region ? [{ label: "Region", value: session.region }] : []),
  { label: "Kind of AWS", value: <span data-testid="partition-name">{session.partitionName}</span> },
  ...(session.callerArn
    ? [
        {
          label: "Your full name in AWS (ARN)",
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
