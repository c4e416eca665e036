/** One of the accounts or roles that the company's page gives, with a search when there are many. */
import Button from "@cloudscape-design/components/button";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
import { errorAt, Submit } from "./Submit";

/** With more than these a list is searched rather than read. */
const READ_AT_ONCE = 8;

interface Props {
  name: "center-account" | "center-role";
  label: string;
  description: string;
  options: { value: string; label: string; labelTag?: string }[];
  busy: boolean;
  problem: Problem | null;
  choose: (value: string) => void;
  back: () => void;
}

export const CenterChoice = ({ name, label, description, options, busy, problem, choose, back }: Props) => {
  const [chosen, setChosen] = useState((options.length === 1 && options[0]?.value) || null);
  const [missing, setMissing] = useState(false);
  const list = useRef<SelectProps.Ref>(null);

  // What had the focus before is gone.
  useEffect(() => list.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen !== null) {
      choose(chosen);
    }
  };

  return (
    <form onSubmit={submit}>
      <SpaceBetween size="l">
        <FieldFrame
          name={name}
          label={label}
          description={description}
          error={missing ? say("signIn.center.choice.missing") : errorAt(name, problem)}
        >
          <Select
            ref={list}
            data-testid={name}
            selectedOption={options.find((option) => option.value === chosen) ?? null}
            options={options}
            placeholder={say("signIn.center.choice.placeholder")}
            filteringType={options.length > READ_AT_ONCE ? "auto" : "none"}
            filteringAriaLabel={say("signIn.center.choice.find")}
            filteringPlaceholder={say("signIn.center.choice.findPlaceholder")}
            empty={say("signIn.center.choice.none")}
            onChange={({ detail }) => {
              setChosen(detail.selectedOption.value ?? null);
              setMissing(false);
            }}
          />
        </FieldFrame>
        <Submit busy={busy} problem={problem} fields={[name]}>
          <Button data-testid="center-back" formAction="none" disabled={busy} onClick={back}>
            {say("common.back")}
          </Button>
        </Submit>
      </SpaceBetween>
    </form>
  );
};
