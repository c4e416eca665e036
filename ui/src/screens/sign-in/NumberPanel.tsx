/** No way in: only the account's number, so that everything up to Create can be prepared. */
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import { say } from "../../language/say";
import type { PanelProps } from "./panel";
import { errorAt, Submit } from "./Submit";

/** AWS keeps these apart: an account lives in exactly one. */
const COMMON = { id: "aws", label: "signIn.number.aws", description: "signIn.number.aws.description" } as const;
const PARTITIONS = [
  COMMON,
  { id: "aws-us-gov", label: "signIn.number.govCloud", description: "signIn.number.govCloud.description" },
  { id: "aws-cn", label: "signIn.number.china", description: "signIn.number.china.description" },
  { id: "aws-eusc", label: "signIn.number.europe", description: "signIn.number.europe.description" },
] as const;
type Partition = (typeof PARTITIONS)[number];

const optionOf = ({ id, label, description }: Partition) => ({
  value: id,
  label: say(label),
  description: say(description),
});

const NumberPanel = ({ busy, problem, enter }: PanelProps) => {
  const [accountNumber, setAccountNumber] = useState("");
  const [partition, setPartition] = useState<Partition>(COMMON);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter({ way: "none", accountNumber, partition: partition.id });
  };
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="l">
        <FieldFrame
          name="account-number"
          label={say("field.account-number")}
          description={say("signIn.number.account.description")}
          error={errorAt("account-number", problem)}
        >
          <Input
            data-testid="account-number"
            value={accountNumber}
            inputMode="numeric"
            autoComplete={false}
            onChange={({ detail }) => setAccountNumber(detail.value)}
          />
        </FieldFrame>
        <ExpandableSection headerText={say("signIn.number.apart")}>
          <FormField label={say("signIn.number.which")} controlId="partition">
            <Select
              data-testid="partition"
              selectedOption={optionOf(partition)}
              options={PARTITIONS.map(optionOf)}
              onChange={({ detail }) =>
                setPartition(PARTITIONS.find(({ id }) => id === detail.selectedOption.value) ?? COMMON)
              }
            />
          </FormField>
        </ExpandableSection>
        <Submit busy={busy} problem={problem} fields={["account-number"]} />
      </SpaceBetween>
    </form>
  );
};
export default NumberPanel;
