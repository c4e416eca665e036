/** Everything that must change, at the top of the page, where the focus goes; each line leads to its field. */
import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { useEffect, useRef } from "react";
import { FIELD_LABELS } from "../language/kinds";
import { say } from "../language/say";
import type { Field } from "../messages/Field";
import type { FieldProblem } from "../messages/FieldProblem";

interface Props {
  problems: FieldProblem[];
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
        {problems.map(({ field, kind, sentence }) => (
          <li key={`${field} ${kind}`}>
            <Link
              // The address says which page is shown, so a link to a field cannot be one to another address.
              href={window.location.hash}
              onFollow={(event) => {
                event.preventDefault();
                onFollow(field);
              }}
            >
              {say("problem.summary.line", { field: say(FIELD_LABELS[field]), problem: sentence })}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
};
