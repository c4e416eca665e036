/** Everything that must change, at the top of the page, where the focus goes; each line leads to its field. */
import Alert, { type AlertProps } from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { useEffect, useRef } from "react";
import type { Field } from "../messages/Field";
import type { FieldProblem } from "../messages/FieldProblem";
import { FIELD_LABELS } from "./fieldLabels";

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
    <Alert ref={alert} type="error" statusIconAriaLabel="Error" header="There is a problem" data-testid="error-summary">
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
              {FIELD_LABELS[field]}: {sentence}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
};
