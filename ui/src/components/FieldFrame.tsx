/** A form field whose error and advice carry the field's name, so that the summary, tests and scripts find them. */
import FormField from "@cloudscape-design/components/form-field";
import type { ReactNode } from "react";
import type { Field } from "../messages/Field";
import { afterPress } from "./pointer";

interface Props {
  /** Its name; a password’s has no refusals, and so is none of the program’s. */
  name: Field | "proxy-password";
  label: ReactNode;
  description?: ReactNode;
  constraint?: ReactNode;
  /** What must change. */
  error?: string | null | undefined;
  /** What is worth a second look. */
  advice?: string | null | undefined;
  /** The focus left the field. */
  onLeave?: () => void;
  stretch?: boolean;
  children: ReactNode;
}

export const FieldFrame = ({
  name,
  label,
  description,
  constraint,
  error,
  advice,
  onLeave,
  stretch = false,
  children,
}: Props) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: hears the focus leave the controls inside; it is no control itself
  <div
    onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) {
        afterPress(() => onLeave?.());
      }
    }}
  >
    <FormField
      controlId={name}
      label={label}
      description={description}
      constraintText={constraint}
      stretch={stretch}
      errorText={error && <span data-testid={`error-${name}`}>{error}</span>}
      warningText={advice && <span data-testid={`advice-${name}`}>{advice}</span>}
    >
      {children}
    </FormField>
  </div>
);
