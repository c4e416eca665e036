/** A run as it happens: a line per step, and what to do when one fails. */
import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import { asProblem, retry, watch } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../messages/Problem";
import type { RunState } from "../messages/RunState";
import type { RunView } from "../messages/RunView";
import { go } from "../place";
import { useProgram } from "../program";
import { RunSteps } from "./progress/RunSteps";
import { SessionEnded } from "./progress/SessionEnded";

const TITLES: Record<RunState, string> = {
  running: "Creating",
  failed: "Not finished",
  paused: "Paused",
  done: "Created",
};

/** Everything is there, and only reading it back did not work. */
const isMade = (run: RunView) =>
  run.steps.every(({ step, state }) =>
    step === "checks" ? state !== "running" : state === "done" || state === "kept",
  );

const Progress = ({ setup }: { setup: string }) => {
  const { refresh, reviews } = useProgram();
  const [run, setRun] = useState<RunView | null>(null);
  const [unseen, setUnseen] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);

  // The run belongs to the program. The page only looks, from the start and again after a retry.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try is looked at anew
  useEffect(() => {
    let left = false;
    watch(setup, (news) => !left && setRun(news)).catch((thrown) => !left && setUnseen(asProblem(thrown)));
    return () => {
      left = true;
    };
  }, [setup, tries]);

  const state = run?.state ?? "running";
  const isUndo = run?.task === "undo";
  useEffect(() => {
    if (isUndo) {
      go({ page: "undo", setup }, true);
    } else if (state === "done") {
      refresh().catch(() => undefined);
      go({ page: "ready", setup }, true);
    }
  }, [isUndo, state, setup, refresh]);

  const tryAgain = async (anotherKey = false) => {
    setBusy(true);
    setUnseen(null);
    try {
      await retry(setup, anotherKey);
      setTries((now) => now + 1);
    } catch (thrown) {
      setUnseen(asProblem(thrown));
    }
    setBusy(false);
  };

  if (isUndo) {
    return null;
  }

  const made = run !== null && state !== "running" && isMade(run);
  const values = made && (
    <Button data-testid="show-values" disabled={busy} onClick={() => go({ page: "ready", setup })}>
      Show the values
    </Button>
  );
  const undo = run && (
    <Button data-testid="undo" disabled={busy} onClick={() => go({ page: "undo", setup })}>
      Undo what was made
    </Button>
  );
  const reviewAgain = (
    <Button
      data-testid="review-again"
      variant="primary"
      disabled={busy}
      onClick={() => {
        reviews.delete(setup);
        go({ page: "review", setup });
      }}
    >
      Review again
    </Button>
  );
  const changed = run?.steps.some((line) => line.problem && REVIEWED_ANEW.has(line.problem.kind)) ?? false;
  const buttons = (
    <div className="actions start">
      {!made && (
        <Button data-testid="change-details" disabled={busy} onClick={() => go({ page: "details", setup })}>
          Change details
        </Button>
      )}
      {undo}
      {values}
      {changed ? (
        reviewAgain
      ) : (
        <Button data-testid="retry" variant="primary" loading={busy} onClick={() => tryAgain()}>
          Try again
        </Button>
      )}
    </div>
  );

  return (
    <Page
      stage="Create"
      title={made && state === "failed" ? "Created, not checked" : TITLES[state]}
      description={run && `${run.title}. ${made ? MADE : hint(state)}`}
      hasError={state === "failed" || unseen !== null}
    >
      {unseen && (
        <ProblemAlert problem={unseen}>
          {REVIEWED_ANEW.has(unseen.kind) && reviewAgain}
          {unseen.kind === "key-lost" && (
            <Button data-testid="another-key" disabled={busy} onClick={() => tryAgain(true)}>
              Make another key
            </Button>
          )}
          {!run && buttons}
        </ProblemAlert>
      )}
      {state === "paused" && (
        <SessionEnded setup={setup} sentence="What was made is kept.">
          {undo}
          {values}
          <Button data-testid="retry" loading={busy} onClick={() => tryAgain()}>
            Try again
          </Button>
        </SessionEnded>
      )}
      {run && <RunSteps run={run} buttons={buttons} />}
    </Page>
  );
};
export default Progress;

/** What would be made is no longer what was reviewed, or never was here. */
const REVIEWED_ANEW: ReadonlySet<string> = new Set(["changed-since-review", "not-the-reviewed-plan", "review-first"]);

const MADE = "Everything was made, and it could not be read back from AWS.";

const hint = (state: RunState) => {
  switch (state) {
    case "running":
      return "This takes less than a minute. You can leave this page; the work goes on.";
    case "failed":
      return "A step did not work. What was made before it is kept, and nothing is made twice.";
    case "paused":
    case "done":
      return "";
  }
};
