/** How long recordings stay, and whether an overwritten one can be brought back. */
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Keep } from "../../messages/Keep";
import { TypedField } from "./TypedField";
import { ONLY_WHEN_TICKED } from "./theirs";
import type { Details } from "./useDetails";

const KEEPS: { value: Keep; label: string }[] = [
  { value: "forever", label: "Until someone deletes them" },
  { value: "days", label: "For a number of days, then AWS deletes them" },
];

export const KeepingGroup = ({ details }: { details: Details }) => {
  const { form } = details;
  return (
    <Container
      header={
        <Header variant="h2" description={form.bucketMode === "theirs" ? ONLY_WHEN_TICKED : undefined}>
          Keeping
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField label="How long recordings are kept" stretch>
          <RadioGroup
            data-testid="keep"
            value={form.keep}
            items={KEEPS}
            onChange={({ detail }) => {
              const keep = KEEPS.find(({ value }) => value === detail.value);
              if (keep) {
                details.change({ keep: keep.value });
              }
            }}
          />
        </FormField>
        {form.keep === "days" && (
          <TypedField
            details={details}
            name="retention-days"
            of="retentionDays"
            label="Days"
            description="Counted from the day a recording arrives. Your company may have a rule for this."
            numeric
          />
        )}
        <Checkbox
          data-testid="versioning"
          checked={form.versioning}
          description="Vonage may replace any file. With this on, the earlier version can be brought back for 30 days."
          onChange={({ detail }) => details.change({ versioning: detail.checked })}
        >
          Keep replaced files for 30 days
        </Checkbox>
      </SpaceBetween>
    </Container>
  );
};
