/** What only some companies need. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { FieldFrame } from "../../components/FieldFrame";
import type { TypedTag } from "../../messages/TypedTag";
import { Optional, TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const AdvancedGroup = ({ details }: { details: Details }) => (
  <SpaceBetween size="l">
    <TypedField
      details={details}
      name="external-id"
      of="externalId"
      label={<Optional>External ID</Optional>}
      description="Only if Vonage gave you one. With one that Vonage does not know, Vonage cannot use the role."
    />
    <TypedField
      details={details}
      name="role-path"
      of="rolePath"
      label={<Optional>Path of the role and policy</Optional>}
      description="Some companies sort roles into paths, such as /vendors/. Empty means none."
    />
    <TypedField
      details={details}
      name="permissions-boundary"
      of="permissionsBoundary"
      wide
      label={<Optional>Permissions boundary</Optional>}
      description="The ARN of a policy that limits every new role, if your company asks for one."
    />
    <TypedField
      details={details}
      name="description"
      of="description"
      label={<Optional>Description</Optional>}
      description="Shown in AWS beside the role and the policy."
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
      label={<Optional>Tags</Optional>}
      description="Labels that your company puts on things in AWS, for example to share out costs. No personal data."
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
            <FormField label="Key" controlId={`tag-key-${index + 1}`}>
              <Input
                data-testid={`tag-key-${index + 1}`}
                value={tag.key}
                autoComplete={false}
                onChange={({ detail }) => set(index, { key: detail.value })}
              />
            </FormField>
            <FormField label="Value" controlId={`tag-value-${index + 1}`}>
              <Input
                data-testid={`tag-value-${index + 1}`}
                value={tag.value}
                autoComplete={false}
                onChange={({ detail }) => set(index, { value: detail.value })}
              />
            </FormField>
            <Button
              formAction="none"
              ariaLabel={`Remove tag ${index + 1}`}
              onClick={() => put(tags.filter((_, other) => other !== index))}
            >
              Remove
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
          Add a tag
        </Button>
      </SpaceBetween>
    </FieldFrame>
  );
};
