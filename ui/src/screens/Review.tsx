/** Everything that will be made, to be read before the one button is pressed. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useEffect, useState } from "react";
import { review as askReview, asProblem, create, formOf } from "../backend";
import { Page } from "../components/Page";
import { isError, ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { say } from "../language/say";
import type { BucketSetting } from "../messages/BucketSetting";
import type { ChangeAction } from "../messages/ChangeAction";
import type { Review as ReviewMessage } from "../messages/Review";
import { go } from "../place";
import { type Program, useProgram } from "../program";
import { Differences } from "./review/Differences";
import { Permissions } from "./review/Permissions";
import { Changes, Costs, Documents, Facts, Settings, Superseded, Trusted } from "./review/sections";

const Review = ({ setup }: { setup: string }) => {
  const program = useProgram();
  const [review, setReview] = useState<ReviewMessage | null>(() => program.reviews.get(setup) ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);

  // After a reload the page has forgotten the review and asks for it again.
  const missing = review === null;
  useEffect(() => {
    if (!missing) {
      return;
    }
    reviewAgain(setup, program)
      .then((answer) => {
        if (answer) {
          setReview(answer);
        } else {
          go({ page: "details", setup }, true);
        }
      })
      .catch((thrown) => setProblem(asProblem(thrown)));
  }, [missing, setup, program]);

  if (review) {
    const again = () => {
      program.reviews.delete(setup);
      setReview(null);
    };
    return <Read setup={setup} review={review} again={again} changed={setReview} />;
  }
  return (
    <Page stage="review" title={say("review.title")} hasError={problem !== null}>
      {problem ? (
        <ProblemAlert problem={problem}>
          <Button onClick={() => go({ page: "details", setup })}>{say("common.backToDetails")}</Button>
        </ProblemAlert>
      ) : (
        <div role="status">
          <Spinner /> {say("common.lookingAtWhatIsThere")}
        </div>
      )}
    </Page>
  );
};
export default Review;

/** Null when the form must change first. */
const reviewAgain = async (setup: string, { drafts, reviews }: Program) => {
  const answer = await askReview(drafts.get(setup)?.form ?? (await formOf(setup)));
  if (answer.outcome === "problems") {
    return null;
  }
  reviews.set(setup, answer.review);
  return answer.review;
};

/** Reviews the form with a setting of the bucket ticked or not, and keeps it so. */
const reviewWith = async (setup: string, { drafts }: Program, setting: BucketSetting, ticked: boolean) => {
  const draft = drafts.get(setup);
  const form = draft?.form ?? (await formOf(setup));
  const others = form.bucketChanges.filter((other) => other !== setting);
  const changed = { ...form, bucketChanges: ticked ? [...others, setting] : others };
  const answer = await askReview(changed);
  if (draft) {
    drafts.set(setup, { ...draft, form: changed });
  }
  return answer;
};

interface Props {
  setup: string;
  review: ReviewMessage;
  /** Asks for a new review. */
  again: () => void;
  /** Shows another review, of the form as it was just changed. */
  changed: (review: ReviewMessage) => void;
}

const Read = ({ setup, review, again, changed }: Props) => {
  const program = useProgram();
  const [busy, setBusy] = useState(false);
  const [ticking, setTicking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const press = async () => {
    setBusy(true);
    setProblem(null);
    try {
      go({ page: "run", setup: await create(review.fingerprint) });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  const tick = async (setting: BucketSetting, ticked: boolean) => {
    setTicking(true);
    setProblem(null);
    try {
      const answer = await reviewWith(setup, program, setting, ticked);
      if (answer.outcome === "planned") {
        program.reviews.set(setup, answer.review);
        changed(answer.review);
      } else {
        go({ page: "details", setup });
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setTicking(false);
  };

  return (
    <Page stage="review" title={say("review.title")} description={descriptionOf(review)} hasError={isError(problem)}>
      <Changes review={review} />
      {review.differences.length > 0 && (
        <Differences differences={review.differences} busy={ticking || busy} onTick={tick} />
      )}
      {review.superseded.length > 0 && <Superseded things={review.superseded} />}
      <Facts facts={review.facts} />
      <Trusted trusted={review.trusted} />
      <Costs costs={review.costs} asOf={review.pricesAsOf} />
      <Documents documents={review.documents} />
      <Settings settings={review.settings} />
      <Permissions fingerprint={review.fingerprint} canCreate={!review.cannotCreate} />
      <SpaceBetween size="l">
        {problem && (
          <ProblemAlert problem={problem}>
            {problem.failure.kind === "not-the-reviewed-plan" && (
              <Button data-testid="review-again" onClick={again}>
                {say("common.reviewAgain")}
              </Button>
            )}
          </ProblemAlert>
        )}
        {review.cannotCreate && (
          <Alert type="warning" header={say("review.cannotCreate")} data-testid="cannot-create">
            {say("review.cannotCreate.numberOnly")}
          </Alert>
        )}
        <div className="actions">
          <Button disabled={busy} onClick={() => go({ page: "details", setup })}>
            {say("common.backToDetails")}
          </Button>
          {!review.cannotCreate && (
            <Button
              data-testid="create"
              variant="primary"
              disabled={ticking}
              loading={busy}
              loadingText={say("common.starting")}
              onClick={press}
            >
              {buttonOf(review)}
            </Button>
          )}
        </div>
      </SpaceBetween>
    </Page>
  );
};

const many = (review: ReviewMessage, action: ChangeAction) =>
  review.changes.filter((change) => change.action === action).length;

/** What has been made already is said as it is. */
const descriptionOf = (review: ReviewMessage) => {
  if (review.cannotCreate) {
    return say("review.description.cannotCreate");
  }
  const [created, changed, kept] = [many(review, "create"), many(review, "set"), many(review, "keep")];
  if (created + changed === 0) {
    return say("review.description.done");
  }
  return say(kept + changed === 0 ? "review.description" : "review.description.some");
};

/** It counts what the list above marks as new and as changed. */
const buttonOf = (review: ReviewMessage) => {
  const [created, changed] = [many(review, "create"), many(review, "set")];
  if (created === 0) {
    return changed === 0 ? say("review.button.check") : say("review.button.change", { changed });
  }
  return changed === 0 ? say("review.button.create", { created }) : say("review.button.both", { created, changed });
};
