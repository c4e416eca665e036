/** A run as it happens: a line per step, and what to do when one fails. */
import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import { asProblem, retry, watch } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { RUN_DESCRIPTIONS, RUN_PAUSED, RUN_TITLES } from "../language/kinds";
import { say } from "../language/say";
import type { RunView } from "../messages/RunView";
import { go } from "../place";
import { useProgram } from "../program";
import { RunSteps } from "./progress/RunSteps";
import { SessionEnded } from "./progress/SessionEnded";

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
  const task = run?.task ?? "create";
  const isUndo = task === "undo";
  // Stop, let in again and keep key are pressed on other pages, which say how they ended.
  const isElsewhere = task !== "create" && !isUndo && state !== "running";
  useEffect(() => {
    if (isUndo) {
      go({ page: "undo", setup }, true);
    } else if (state === "done" || isElsewhere) {
      refresh().catch(() => undefined);
      go({ page: "ready", setup }, true);
    }
  }, [isUndo, isElsewhere, state, setup, refresh]);

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

  if (isUndo || isElsewhere) {
    return null;
  }

  const made = run !== null && state !== "running" && isMade(run);
  const unchecked = made && state === "failed";
  const values = made && (
    <Button data-testid="show-values" disabled={busy} onClick={() => go({ page: "ready", setup })}>
      {say("run.values")}
    </Button>
  );
  const undo = run && (
    <Button data-testid="undo" disabled={busy} onClick={() => go({ page: "undo", setup })}>
      {say("run.undo")}
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
      {say("common.reviewAgain")}
    </Button>
  );
  const changed = run?.steps.some((line) => line.problem && REVIEWED_ANEW.has(line.problem.failure.kind)) ?? false;
  const buttons = (
    <div className="actions start">
      {!made && (
        <Button data-testid="change-details" disabled={busy} onClick={() => go({ page: "details", setup })}>
          {say("run.changeDetails")}
        </Button>
      )}
      {undo}
      {values}
      {changed ? (
        reviewAgain
      ) : (
        <Button data-testid="retry" variant="primary" loading={busy} onClick={() => tryAgain()}>
          {say("common.tryAgain")}
        </Button>
      )}
    </div>
  );

  return (
    <Page
      stage="create"
      title={say(unchecked ? "run.title.unchecked" : RUN_TITLES[task][state])}
      description={run && say(unchecked ? "run.about.unchecked" : RUN_DESCRIPTIONS[task][state], { name: run.title })}
      hasError={state === "failed" || unseen !== null}
    >
      {unseen && (
        <ProblemAlert problem={unseen}>
          {REVIEWED_ANEW.has(unseen.failure.kind) && reviewAgain}
          {unseen.failure.kind === "key-lost" && (
            <Button data-testid="another-key" disabled={busy} onClick={() => tryAgain(true)}>
              {say("run.anotherKey")}
            </Button>
          )}
          {!run && buttons}
        </ProblemAlert>
      )}
      {state === "paused" && (
        <SessionEnded setup={setup} sentence={say(RUN_PAUSED.create)}>
          {undo}
          {values}
          <Button data-testid="retry" loading={busy} onClick={() => tryAgain()}>
            {say("common.tryAgain")}
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
