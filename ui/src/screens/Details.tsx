/** The one form: what the person wants, on one page. */
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useState } from "react";
import { asProblem, review } from "../backend";
import { ErrorSummary } from "../components/ErrorSummary";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { say } from "../language/say";
import type { Field } from "../messages/Field";
import type { FormProblem } from "../messages/FormProblem";
import { go } from "../place";
import { useProgram } from "../program";
import { AdvancedGroup } from "./details/AdvancedGroup";
import { EncryptionGroup } from "./details/EncryptionGroup";
import { KeepingGroup } from "./details/KeepingGroup";
import { NamesGroup } from "./details/NamesGroup";
import { StorageGroup } from "./details/StorageGroup";
import { type Details as DetailsState, useDetails } from "./details/useDetails";
import { VonageGroup } from "./details/VonageGroup";

const Details = ({ setup }: { setup: string }) => {
  const { details, unread } = useDetails(setup);
  if (unread) {
    return (
      <Page stage="details" title={say("details.title")} hasError>
        <ProblemAlert problem={unread} />
      </Page>
    );
  }
  return details && <Filled setup={setup} details={details} />;
};
export default Details;

type Folded = "names" | "advanced";

const FOLDED: Partial<Record<Field, Folded>> = {
  "policy-name": "names",
  "role-name": "names",
  "external-id": "advanced",
  "role-path": "advanced",
  "permissions-boundary": "advanced",
  description: "advanced",
  tags: "advanced",
};

/** Tags have no one control; there the button that adds one carries the name. */
const controlOf = (field: Field) =>
  document.getElementById(field) ?? document.querySelector<HTMLElement>(`[data-testid="${field}"]`);

const Filled = ({ setup, details }: { setup: string; details: DetailsState }) => {
  const { reviews } = useProgram();
  const [open, setOpen] = useState<ReadonlySet<Folded>>(new Set());
  const [asked, setAsked] = useState<{ problems: FormProblem[]; refusal: number }>({ problems: [], refusal: 0 });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [toFocus, setToFocus] = useState<{ field: Field } | null>(null);

  // Runs after the group is unfolded, when the field is there.
  useEffect(() => {
    if (toFocus) {
      controlOf(toFocus.field)?.focus();
    }
  }, [toFocus]);

  const unfold = (fields: Field[]) => {
    const groups = fields.map((field) => FOLDED[field]).filter((group) => group !== undefined);
    setOpen((now) => new Set([...now, ...groups]));
  };

  const refuse = (problems: FormProblem[]) => {
    details.refuse(problems);
    unfold(problems.map(({ field }) => field));
    setAsked((now) => ({ problems, refusal: now.refusal + 1 }));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const answer = await review(details.form);
      if (answer.outcome === "planned") {
        reviews.set(setup, answer.review);
        go({ page: "review", setup });
        return;
      }
      refuse(answer.problems);
    } catch (thrown) {
      const refusal = asProblem(thrown);
      if ("field" in refusal.failure) {
        details.refuse([refusal.failure]);
        unfold([refusal.failure.field]);
      }
      setProblem(refusal);
    }
    setBusy(false);
  };

  // A line goes as soon as its field is right.
  const still = asked.problems.filter(({ field }) => details.errorOf(field) !== null);
  const refusedField = problem?.field ?? null;
  const fold = (group: Folded) => ({
    expanded: open.has(group),
    onChange: ({ detail }: { detail: { expanded: boolean } }) =>
      setOpen((now) => new Set(detail.expanded ? [...now, group] : [...now].filter((name) => name !== group))),
  });

  return (
    <Page
      stage="details"
      title={say("details.title")}
      description={say("details.description")}
      hasError={still.length > 0 || problem !== null}
    >
      <form onSubmit={submit} noValidate autoComplete="off" data-judged={details.judged}>
        <SpaceBetween size="l">
          {still.length > 0 && (
            <ErrorSummary
              problems={still}
              refusal={asked.refusal}
              onFollow={(field) => {
                unfold([field]);
                setToFocus({ field });
              }}
            />
          )}
          <VonageGroup details={details} />
          <StorageGroup details={details} />
          <EncryptionGroup details={details} />
          <KeepingGroup details={details} />
          <ExpandableSection
            variant="container"
            headingTagOverride="h2"
            headerText={<span data-testid="names">{say("details.names.title")}</span>}
            headerDescription={say("details.names.description")}
            {...fold("names")}
          >
            <NamesGroup details={details} />
          </ExpandableSection>
          <ExpandableSection
            variant="container"
            headingTagOverride="h2"
            headerText={<span data-testid="advanced">{say("details.advanced.title")}</span>}
            headerDescription={say("details.advanced.description")}
            {...fold("advanced")}
          >
            <AdvancedGroup details={details} />
          </ExpandableSection>
          {details.unsaved && <ProblemAlert problem={details.unsaved} />}
          {problem && (
            <ProblemAlert problem={problem}>
              {refusedField && (
                <Button formAction="none" onClick={() => setToFocus({ field: refusedField })}>
                  {say("details.changeValue")}
                </Button>
              )}
            </ProblemAlert>
          )}
          <div className="actions">
            <Button formAction="none" onClick={() => go({ page: "home" })}>
              {say("details.keepForLater")}
            </Button>
            <Button
              data-testid="review"
              variant="primary"
              formAction="submit"
              loading={busy}
              loadingText={say("common.lookingAtWhatIsThere")}
            >
              {say("common.review")}
            </Button>
          </div>
        </SpaceBetween>
      </form>
    </Page>
  );
};
