/** Says on every page that nothing here is real, and lets a step fail once so that failures can be met calmly. */
import Alert from "@cloudscape-design/components/alert";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useEffect, useState } from "react";
import { practiceFailure } from "../backend";
import { FAILING_STEPS } from "../language/kinds";
import { say } from "../language/say";
import type { Step } from "../messages/Step";
import { type Place, usePlace } from "../place";

const STEPS = Object.keys(FAILING_STEPS) as (keyof typeof FAILING_STEPS)[];

/** A failure is ordered before Create is pressed. Afterwards it is spent, and the choice would say otherwise. */
const BEFORE_CREATE: ReadonlySet<Place["page"]> = new Set(["account", "details", "review"] as const);

const PracticeBanner = () => {
  const { page } = usePlace();
  return (
    <div className="banner">
      <Alert
        type="info"
        statusIconAriaLabel={say("common.information")}
        data-testid="practice-banner"
        header={say("common.practice")}
      >
        {say("practice.what")}
        {BEFORE_CREATE.has(page) && (
          <ExpandableSection variant="inline" headerText={say("practice.failure")}>
            <FailingStep />
          </ExpandableSection>
        )}
      </Alert>
    </div>
  );
};
export default PracticeBanner;

const FailingStep = () => {
  const [chosen, setChosen] = useState<Step | null>(null);
  const [refused, setRefused] = useState(false);

  // The program remembers an order that no run has met; a choice that is drawn anew begins with none.
  useEffect(() => {
    practiceFailure(null).catch(() => undefined);
  }, []);

  const choose = async (value: string) => {
    const step = STEPS.find((name) => name === value) ?? null;
    try {
      await practiceFailure(step);
      setChosen(step);
      setRefused(false);
    } catch {
      setRefused(true);
    }
  };
  const none = { value: "", label: say("practice.failure.none") };
  const choices = [none, ...STEPS.map((step) => ({ value: step, label: say(FAILING_STEPS[step]) }))];
  return (
    <FormField
      label={say("practice.failure.label")}
      description={say("practice.failure.description")}
      errorText={refused && say("practice.failure.refused")}
    >
      <Select
        data-testid="practice-failure"
        selectedOption={choices.find(({ value }) => value === chosen) ?? none}
        options={choices}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
};
