/** A box to tick, with what is missing beneath it when it was not ticked. */
import Checkbox, { type CheckboxProps } from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import type { ReactNode, Ref } from "react";

interface Props {
  testId: string;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  description?: ReactNode;
  /** What must be done first. */
  error?: string | null;
  /** To move the focus there. */
  box?: Ref<CheckboxProps.Ref>;
  children: ReactNode;
}

export const TickBox = ({ testId, ticked, onTick, description, error = null, box = null, children }: Props) => (
  <FormField errorText={error && <span data-testid={`error-${testId}`}>{error}</span>}>
    <Checkbox
      ref={box}
      data-testid={testId}
      checked={ticked}
      description={description}
      onChange={({ detail }) => onTick(detail.checked)}
    >
      {children}
    </Checkbox>
  </FormField>
);
