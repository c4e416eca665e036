/** Where recordings go: the region and the bucket. */
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { RegionField, useRegions } from "../../components/RegionField";
import { WebLink } from "../../components/WebLink";
import type { BucketMode } from "../../messages/BucketMode";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

const MODES: { value: BucketMode; label: string; description: string }[] = [
  {
    value: "account-regional",
    label: "A name that only your account can have (recommended)",
    description: "AWS adds your account number and the region to the end. Nobody else can ever take the name.",
  },
  {
    value: "ordinary",
    label: "An ordinary name",
    description: "It must differ from every other bucket in AWS. Choose it if Vonage cannot use the longer name.",
  },
];

export const StorageGroup = ({ details }: { details: Details }) => {
  const { form, check } = details;
  const regions = useRegions();
  const region = regions.find((choice) => choice.id === form.region);
  const own = form.bucketMode === "account-regional";
  const limit = check?.bucketNameLimit;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Recordings go into a bucket: a folder of your own in AWS, in one place on the map."
        >
          Storage
        </Header>
      }
    >
      <SpaceBetween size="l">
        <RegionField
          value={form.region}
          regions={regions}
          onChange={(chosen) => details.change({ region: chosen })}
          description={
            <>
              Where recordings are kept. It cannot be changed later, and your privacy officer may have a rule.{" "}
              <WebLink id="aws-regions">AWS’s page about regions</WebLink>
            </>
          }
          error={details.errorOf("region")}
          advice={form.region === "" ? null : details.adviceOf("region")}
          onLeave={() => details.leave("region")}
        />
        <FormField label="Kind of bucket name" stretch>
          <RadioGroup
            data-testid="bucket-mode"
            value={form.bucketMode}
            items={MODES.map((mode) =>
              mode.value === "account-regional" && region && !region.accountRegional
                ? { ...mode, description: `AWS does not offer this in ${region.city} yet.` }
                : mode,
            )}
            onChange={({ detail }) => {
              const mode = MODES.find(({ value }) => value === detail.value);
              if (mode) {
                details.chooseBucketMode(mode.value);
              }
            }}
          />
        </FormField>
        <TypedField
          details={details}
          name="bucket-name"
          of="bucketName"
          label="Bucket name"
          description={
            own
              ? "Type the beginning; AWS’s ending is added."
              : "Add something that nobody else would think of, such as a few random letters."
          }
          constraint={
            <>
              Small letters, digits and hyphens{limit ? `, at most ${limit} characters` : ""}.
              {own && check?.bucketName && (
                <>
                  {" "}
                  The whole name: <span className="value">{check.bucketName}</span>
                </>
              )}
            </>
          }
          ending={own ? (check?.bucketSuffix ?? null) : null}
        />
      </SpaceBetween>
    </Container>
  );
};
