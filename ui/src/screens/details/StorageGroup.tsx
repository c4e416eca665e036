/** Where recordings go: the region and the bucket. */
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { RegionField, useRegions } from "../../components/RegionField";
import { WebLink } from "../../components/WebLink";
import { BUCKET_MODE_DESCRIPTIONS, BUCKET_MODES, BUCKET_NAME_DESCRIPTIONS } from "../../language/kinds";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { BucketMode } from "../../messages/BucketMode";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

const MODES: BucketMode[] = ["account-regional", "ordinary", "theirs"];

export const StorageGroup = ({ details }: { details: Details }) => {
  const { form, check } = details;
  const regions = useRegions();
  const region = regions.find((choice) => choice.id === form.region);
  const own = form.bucketMode === "account-regional";
  const theirs = form.bucketMode === "theirs";
  const limit = check?.bucketNameLimit;
  const rule = limit ? say("details.storage.name.ruleWithLimit", { limit }) : say("details.storage.name.rule");
  return (
    <Container
      header={
        <Header variant="h2" description={say("details.storage.description")}>
          {say("details.storage.title")}
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
              <Say
                message="details.storage.region.description"
                values={{ link: (text) => <WebLink id="aws-regions">{text}</WebLink> }}
              />
            }
            error={details.errorOf("region")}
            advice={form.region === "" ? null : details.adviceOf("region")}
            onLeave={() => details.leave("region")}
          />
        )}
        <FormField label={say("details.storage.which")} stretch>
          <RadioGroup
            data-testid="bucket-mode"
            value={form.bucketMode}
            items={MODES.map((mode) => ({
              value: mode,
              label: say(BUCKET_MODES[mode]),
              description:
                mode === "account-regional" && region && !region.accountRegional
                  ? say("details.storage.accountRegional.notThere", { city: region.city })
                  : say(BUCKET_MODE_DESCRIPTIONS[mode]),
            }))}
            onChange={({ detail }) => {
              const mode = MODES.find((value) => value === detail.value);
              if (mode) {
                details.chooseBucketMode(mode);
              }
            }}
          />
        </FormField>
        <TypedField
          details={details}
          name="bucket-name"
          of="bucketName"
          label={say(theirs ? "details.storage.name.theirs" : "field.bucket-name")}
          description={say(BUCKET_NAME_DESCRIPTIONS[form.bucketMode])}
          constraint={
            own && check?.bucketName ? (
              <Say message="details.storage.name.whole" values={{ rule, name: check.bucketName }} />
            ) : (
              rule
            )
          }
          ending={own ? (check?.bucketSuffix ?? null) : null}
        />
        {theirs && (
          <Checkbox
            data-testid="bucket-may-be-filled"
            checked={form.bucketMayBeFilled}
            description={say("details.storage.mayBeFilled.description")}
            onChange={({ detail }) => details.change({ bucketMayBeFilled: detail.checked })}
          >
            {say("details.storage.mayBeFilled")}
          </Checkbox>
        )}
      </SpaceBetween>
    </Container>
  );
};
