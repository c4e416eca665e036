/** A failure as a person reads it: what caused it, what to do, whom to ask, and AWS's own words underneath. */
import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { askOf, causeOf, isFromAws, type Problem, remedyOf } from "../language/failures";
import { say } from "../language/say";
import type { AwsWords } from "../messages/AwsWords";
import { go, usePlace } from "../place";
import { CopyButton } from "./CopyButton";

interface Props {
  problem: Problem;
  /** False for a second failure on the same page. */
  takesFocus?: boolean;
  /** False where the page offers another way into AWS already. */
  offersSignIn?: boolean;
  /** Buttons under the text. */
  children?: ReactNode;
}

export const ProblemAlert = ({ problem, takesFocus = true, offersSignIn = true, children }: Props) => {
  const alert = useRef<AlertProps.Ref>(null);

  // A failure is the one thing that takes the focus by itself. Once per failure, not per redraw.
  const cause = causeOf(problem);
  const remedy = remedyOf(problem);
  const ask = askOf(problem);
  useEffect(() => {
    if (takesFocus && (cause || remedy)) {
      alert.current?.focus();
    }
  }, [takesFocus, cause, remedy]);

  return (
    <div role="alert" data-testid="problem" data-kind={problem.failure.kind}>
      <Alert
        ref={alert}
        type={isError(problem) ? "error" : "info"}
        {...(isError(problem) ? {} : { statusIconAriaLabel: say("common.information") })}
        header={cause}
      >
        <SpaceBetween size="s">
          <div>{remedy}</div>
          {ask && <Ask text={ask} />}
          {problem.aws && <AwsSaid words={problem.aws} />}
          {offersSignIn && NEEDS_SIGN_IN.has(problem.failure.kind) && <SignInAgain />}
          {IN_THE_NETWORK.has(problem.failure.kind) && <Network />}
          {children}
        </SpaceBetween>
      </Alert>
    </div>
  );
};

/** Whether something went wrong: that a person changed their mind is no error. */
export const isError = (problem: Problem | null) => problem !== null && problem.failure.kind !== "declined";

/** What only another way into AWS mends. */
const NEEDS_SIGN_IN: ReadonlySet<string> = new Set([
  "no-session",
  "number-only",
  "other-account",
  "other-world",
  "session-ended",
  "session-ends-soon",
  "no-credentials",
]);

/** What stands between this computer and AWS. */
const IN_THE_NETWORK: ReadonlySet<string> = new Set([
  "offline",
  "name-not-found",
  "no-answer-in-time",
  "connection-lost",
  "answer-too-long",
  "answered-by-something-else",
  "certificate-not-trusted",
  "certificate-out-of-date",
  "proxy-refused",
  "proxy-wants-sign-in",
  "proxy-password-wrong",
  "proxy-wants-windows-sign-in",
  "proxy-wants-other-sign-in",
  "proxy-unreachable",
  "proxy-script",
  "proxy-setting-unusable",
]);

// Not needed for the first picture of the window.
const ConnectionTest = lazy(() => import("./ConnectionTest"));

const Network = () => (
  <Suspense fallback={null}>
    <SpaceBetween size="s" direction="horizontal">
      <ConnectionTest />
      <Button data-testid="to-settings" formAction="none" onClick={() => go({ page: "settings" })}>
        {say("window.settings")}
      </Button>
    </SpaceBetween>
  </Suspense>
);

const SignInAgain = () => {
  const place = usePlace();
  if (place.page === "sign-in") {
    return null;
  }
  return (
    <Button
      data-testid="sign-in-again"
      formAction="none"
      onClick={() => go("setup" in place ? { page: "sign-in", setup: place.setup } : { page: "sign-in" })}
    >
      {say("problem.chooseWay")}
    </Button>
  );
};

const Ask = ({ text }: { text: string }) => (
  <SpaceBetween size="xs">
    <Box variant="strong">{say("problem.ask")}</Box>
    <div className="prose">{text}</div>
    <CopyButton text={text} label={say("problem.ask.copy")} />
  </SpaceBetween>
);

/** What AWS said, or what was met where nothing came from AWS, folded away. */
export const AwsSaid = ({ words }: { words: AwsWords }) => (
  <ExpandableSection variant="inline" headerText={say(isFromAws(words) ? "problem.aws" : "problem.notAws")}>
    <SpaceBetween size="s">
      <KeyValuePairs
        columns={1}
        items={linesOf(words).map(([label, value]) => ({ label, value: <span className="value">{value}</span> }))}
      />
      <CopyButton
        text={linesOf(words)
          .map(([label, value]) => say("problem.copiedLine", { label, value }))
          .join("\n")}
        label={say(isFromAws(words) ? "problem.aws.copy" : "problem.notAws.copy")}
      />
    </SpaceBetween>
  </ExpandableSection>
);

const linesOf = (words: AwsWords): [string, string][] => {
  const lines: [string, string | null][] = [
    [say("problem.call"), words.call],
    [say("problem.code"), words.code],
    [say("problem.message"), words.message],
    [say("problem.requestId"), words.requestId],
  ];
  return lines.filter((line): line is [string, string] => line[1] !== null);
};
