/** A field of the form that holds one line of text. */
import Input from "@cloudscape-design/components/input";
import type { ReactNode } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import type { Field } from "../../messages/Field";
import type { Form } from "../../messages/Form";
import type { Details } from "./useDetails";

/** The members of the form that are text. */
type Text = {
  [Key in keyof Form]: Form[Key] extends string ? (string extends Form[Key] ? Key : never) : never;
}[keyof Form];

interface Props {
  details: Details;
  name: Field;
  of: Text;
  label: ReactNode;
  description?: ReactNode;
  constraint?: ReactNode;
  placeholder?: string;
  numeric?: boolean;
  /** For long values. */
  wide?: boolean;
  /** What stands behind the text and belongs to it. */
  ending?: string | null;
}

export const TypedField = ({
  details,
  name,
  of,
  label,
  description,
  constraint,
  placeholder,
  numeric,
  wide = false,
  ending,
}: Props) => {
  const input = (
    <Input
      data-testid={name}
      value={details.form[of]}
      placeholder={placeholder ?? ""}
      inputMode={numeric ? "numeric" : "text"}
      autoComplete={false}
      spellcheck={false}
      disableBrowserAutocorrect
      onChange={({ detail }) => details.change({ [of]: detail.value })}
    />
  );
  return (
    <FieldFrame
      name={name}
      label={label}
      description={description}
      constraint={constraint}
      error={details.errorOf(name)}
      advice={details.adviceOf(name)}
      onLeave={() => details.leave(name)}
      stretch={wide || ending !== undefined}
    >
      {/* One shape with and without an ending, or the input would be made anew under the person's hands. */}
      <div className="name-with-ending">
        {input}
        {ending && (
          <span className="value" data-testid={`${name}-ending`}>
            {ending}
          </span>
        )}
      </div>
    </FieldFrame>
  );
};
