/** The end of a way's panel: why the last try did not work, and the button that tries. */
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { AwsSaid, ProblemAlert } from "../../components/ProblemAlert";
import { causeOf, type Problem, remedyOf } from "../../language/failures";
import { say } from "../../language/say";
import type { Field } from "../../messages/Field";

interface Props {
  busy: boolean;
  problem: Problem | null;
  /** The fields of this panel; a problem with one of them stands there instead. */
  fields: Field[];
  /** What the button says. */
  label?: string;
  children?: ReactNode;
}

export const Submit = ({ busy, problem, fields, label = say("common.continue"), children }: Props) => {
  const atField = problem?.field != null && fields.includes(problem.field);
  return (
    <SpaceBetween size="s">
      {problem && !atField && <ProblemAlert problem={problem} />}
      {problem?.aws && atField && <AwsSaid words={problem.aws} />}
      <div className="actions">
        {children}
        <Button
          data-testid="sign-in-submit"
          variant="primary"
          formAction="submit"
          loading={busy}
          loadingText={say("signIn.asking")}
        >
          {label}
        </Button>
      </div>
    </SpaceBetween>
  );
};

/** What stands at a field when the last try was refused because of it. */
export const errorAt = (field: Field, problem: Problem | null) =>
  problem?.field === field ? `${causeOf(problem)} ${remedyOf(problem)}` : null;
