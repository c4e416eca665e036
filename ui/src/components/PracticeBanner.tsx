/** Says on every page that nothing here is real, and lets a step fail once so that failures can be met calmly. */
import Alert from "@cloudscape-design/components/alert";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useEffect, useState } from "react";
import { practiceFailure } from "../backend";
import type { Step } from "../messages/Step";
import { type Place, usePlace } from "../place";

/** The checks only read, so there is nothing in them to refuse. */
const STEPS: Record<Exclude<Step, "checks">, string> = {
  key: "Encryption key",
  bucket: "Storage bucket",
  "public-access": "Block public access",
  encryption: "Default encryption",
  "https-only": "HTTPS only",
  keeping: "Keeping",
  policy: "Permissions policy",
  role: "Role for Vonage",
  attach: "Attach the policy to the role",
};

const NONE = { value: "", label: "No step fails" };
const CHOICES = [NONE, ...Object.entries(STEPS).map(([value, label]) => ({ value, label }))];

/** A failure is ordered before Create is pressed. Afterwards it is spent, and the choice would say otherwise. */
const BEFORE_CREATE: ReadonlySet<Place["page"]> = new Set(["account", "details", "review"] as const);

const PracticeBanner = () => {
  const { page } = usePlace();
  return (
    <div className="banner">
      <Alert type="info" statusIconAriaLabel="Information" data-testid="practice-banner" header="Practice">
        Nothing is made in AWS and nothing costs money. The values at the end will not work in Vonage Contact Center.
        {BEFORE_CREATE.has(page) && (
          <ExpandableSection variant="inline" headerText="See what happens when a step fails">
            <FailingStep />
          </ExpandableSection>
        )}
      </Alert>
    </div>
  );
};
export default PracticeBanner;

const FailingStep = () => {
  const [chosen, setChosen] = useState(NONE);
  const [refused, setRefused] = useState(false);

  // The program remembers an order that no run has met; a choice that is drawn anew begins with none.
  useEffect(() => {
    practiceFailure(null).catch(() => undefined);
  }, []);

  const choose = async (value: string) => {
    const step = (Object.keys(STEPS) as (keyof typeof STEPS)[]).find((name) => name === value) ?? null;
    try {
      await practiceFailure(step);
      setChosen(CHOICES.find((choice) => choice.value === value) ?? NONE);
      setRefused(false);
    } catch {
      setRefused(true);
    }
  };
  return (
    <FormField
      label="This step fails once"
      description="The next time you create. Then “Try again” goes on from there."
      errorText={refused && "That could not be set. Choose again."}
    >
      <Select
        data-testid="practice-failure"
        selectedOption={chosen}
        options={CHOICES}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
};
