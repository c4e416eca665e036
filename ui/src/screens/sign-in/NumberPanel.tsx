/** No way in: only the account's number, so that everything up to Create can be prepared. */
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import { errorAt, Submit } from "./Submit";
import type { PanelProps } from "./ways";

/** AWS keeps these apart: an account lives in exactly one. */
const COMMON = { value: "aws", label: "AWS", description: "Nearly every account" };
const PARTITIONS = [
  COMMON,
  { value: "aws-us-gov", label: "AWS GovCloud (US)", description: "For the public sector of the United States" },
  { value: "aws-cn", label: "AWS in China", description: "Beijing and Ningxia" },
  { value: "aws-eusc", label: "AWS European Sovereign Cloud", description: "Run apart from the rest, in the EU" },
];

const NumberPanel = ({ busy, problem, enter }: PanelProps) => {
  const [accountNumber, setAccountNumber] = useState("");
  const [partition, setPartition] = useState(COMMON);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter({ way: "none", accountNumber, partition: partition.value });
  };
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="l">
        <FieldFrame
          name="account-number"
          label="Account number"
          description="Every AWS account has a number of 12 digits. Ask the person who pays or manages it."
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
        <ExpandableSection headerText="The account is in China, GovCloud or the European Sovereign Cloud">
          <FormField label="Which AWS" controlId="partition">
            <Select
              data-testid="partition"
              selectedOption={partition}
              options={PARTITIONS}
              onChange={({ detail }) =>
                setPartition(PARTITIONS.find(({ value }) => value === detail.selectedOption.value) ?? COMMON)
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
