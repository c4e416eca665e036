/** How long recordings stay, and whether an overwritten one can be brought back. */
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { KEEPS } from "../../language/kinds";
import { say } from "../../language/say";
import type { Keep } from "../../messages/Keep";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

const CHOICES: Keep[] = ["forever", "days"];

export const KeepingGroup = ({ details }: { details: Details }) => {
  const { form } = details;
  return (
    <Container
      header={
        <Header variant="h2" description={form.bucketMode === "theirs" ? say("details.onlyWhenTicked") : undefined}>
          {say("details.keeping.title")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField label={say("details.keeping.label")} stretch>
          <RadioGroup
            data-testid="keep"
            value={form.keep}
            items={CHOICES.map((keep) => ({ value: keep, label: say(KEEPS[keep]) }))}
            onChange={({ detail }) => {
              const keep = CHOICES.find((value) => value === detail.value);
              if (keep) {
                details.change({ keep });
              }
            }}
          />
        </FormField>
        {form.keep === "days" && (
          <TypedField
            details={details}
            name="retention-days"
            of="retentionDays"
            label={say("field.retention-days")}
            description={say("details.keeping.days.description")}
            numeric
          />
        )}
        <Checkbox
          data-testid="versioning"
          checked={form.versioning}
          description={say("details.keeping.versioning.description")}
          onChange={({ detail }) => details.change({ versioning: detail.checked })}
        >
          {say("details.keeping.versioning")}
        </Checkbox>
      </SpaceBetween>
    </Container>
  );
};
