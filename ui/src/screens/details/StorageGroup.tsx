/** Where recordings go: the region and the bucket. */
import Checkbox from "@cloudscape-design/components/checkbox";
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
  {
    value: "theirs",
    label: "A bucket you have already",
    description: "It stays as it is, unless you tick a change on the next page. Undo never deletes it.",
  },
];

const DESCRIPTIONS: Record<BucketMode, string> = {
  "account-regional": "Type the beginning; AWS’s ending is added.",
  ordinary: "Add something that nobody else would think of, such as a few random letters.",
  theirs: "As it stands in AWS. The program finds the region it is in.",
};

export const StorageGroup = ({ details }: { details: Details }) => {
  const { form, check } = details;
  const regions = useRegions();
  const region = regions.find((choice) => choice.id === form.region);
  const own = form.bucketMode === "account-regional";
  const theirs = form.bucketMode === "theirs";
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
        {!theirs && (
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
        )}
        <FormField label="Which bucket" stretch>
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
          label={theirs ? "Name of your bucket" : "Bucket name"}
          description={DESCRIPTIONS[form.bucketMode]}
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
        {theirs && (
          <Checkbox
            data-testid="bucket-may-be-filled"
            checked={form.bucketMayBeFilled}
            description="Vonage will be able to read and replace everything that is already in it."
            onChange={({ detail }) => details.change({ bucketMayBeFilled: detail.checked })}
          >
            It may hold files already
          </Checkbox>
        )}
      </SpaceBetween>
    </Container>
  );
};
