/** What only some companies need. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { FieldFrame } from "../../components/FieldFrame";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { TypedTag } from "../../messages/TypedTag";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const AdvancedGroup = ({ details }: { details: Details }) => (
  <SpaceBetween size="l">
    <TypedField
      details={details}
      name="external-id"
      of="externalId"
      label={<Say message="common.optional" values={{ label: say("field.external-id") }} />}
      description={say("details.advanced.externalId.description")}
    />
    <TypedField
      details={details}
      name="role-path"
      of="rolePath"
      label={<Say message="common.optional" values={{ label: say("details.advanced.rolePath") }} />}
      description={say("details.advanced.rolePath.description")}
    />
    <TypedField
      details={details}
      name="permissions-boundary"
      of="permissionsBoundary"
      wide
      label={<Say message="common.optional" values={{ label: say("field.permissions-boundary") }} />}
      description={say("details.advanced.permissionsBoundary.description")}
    />
    <TypedField
      details={details}
      name="description"
      of="description"
      label={<Say message="common.optional" values={{ label: say("field.description") }} />}
      description={say("details.advanced.description.description")}
    />
    <Tags details={details} />
  </SpaceBetween>
);

/** AWS takes 50 tags on a resource; the program's own are among them. */
const MOST_TAGS = 40;

const Tags = ({ details }: { details: Details }) => {
  const { tags } = details.form;
  const put = (changed: TypedTag[]) => details.change({ tags: changed });
  const set = (at: number, typed: Partial<TypedTag>) =>
    put(tags.map((tag, index) => (index === at ? { ...tag, ...typed } : tag)));
  return (
    <FieldFrame
      name="tags"
      label={<Say message="common.optional" values={{ label: say("field.tags") }} />}
      description={say("details.advanced.tags.description")}
      error={details.errorOf("tags")}
      advice={details.adviceOf("tags")}
      onLeave={() => details.leave("tags")}
      stretch
    >
      <SpaceBetween size="s">
        {tags.map((tag, index) => (
          // Tags have no name of their own: their place in the list is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div className="typed-tag" key={index}>
            <FormField label={say("details.advanced.tags.key")} controlId={`tag-key-${index + 1}`}>
              <Input
                data-testid={`tag-key-${index + 1}`}
                value={tag.key}
                autoComplete={false}
                onChange={({ detail }) => set(index, { key: detail.value })}
              />
            </FormField>
            <FormField label={say("details.advanced.tags.value")} controlId={`tag-value-${index + 1}`}>
              <Input
                data-testid={`tag-value-${index + 1}`}
                value={tag.value}
                autoComplete={false}
                onChange={({ detail }) => set(index, { value: detail.value })}
              />
            </FormField>
            <Button
              formAction="none"
              ariaLabel={say("details.advanced.tags.remove.of", { number: index + 1 })}
              onClick={() => put(tags.filter((_, other) => other !== index))}
            >
              {say("details.advanced.tags.remove")}
            </Button>
          </div>
        ))}
        <Button
          data-testid="tags"
          formAction="none"
          iconName="add-plus"
          disabled={tags.length >= MOST_TAGS}
          onClick={() => put([...tags, { key: "", value: "" }])}
        >
          {say("details.advanced.tags.add")}
        </Button>
      </SpaceBetween>
    </FieldFrame>
  );
};
