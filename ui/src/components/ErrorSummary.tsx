/** Everything that must change, at the top of the page, where the focus goes; each line leads to its field. */
import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { useEffect, useRef } from "react";
import { refusalText } from "../language/failures";
import { say } from "../language/say";
import type { Field } from "../messages/Field";
import type { FormProblem } from "../messages/FormProblem";

interface Props {
  problems: FormProblem[];
  /** Counts the refusals: each takes the focus once. */
  refusal: number;
  onFollow: (field: Field) => void;
}

export const ErrorSummary = ({ problems, refusal, onFollow }: Props) => {
  const alert = useRef<AlertProps.Ref>(null);
  useEffect(() => {
    if (refusal > 0) {
      alert.current?.focus();
    }
  }, [refusal]);
  return (
    <Alert ref={alert} type="error" header={say("problem.summary")} data-testid="error-summary">
      <ul className="tight-list">
        {problems.map(({ field, ...refusal }) => (
          <li key={`${field} ${refusal.kind}`}>
            <Link
              // The address says which page is shown, so a link to a field cannot be one to another address.
              href={window.location.hash}
              onFollow={(event) => {
                event.preventDefault();
                onFollow(field);
              }}
            >
              {say("problem.summary.line", { field: say(`field.${field}`), problem: refusalText(refusal) })}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
};
