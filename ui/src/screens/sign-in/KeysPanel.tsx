/** Keys that someone gave to the person. Best read from the clipboard by the program; typed ones are forgotten on submit. */
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type FormEvent, useState } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import { RegionField, useRegions } from "../../components/RegionField";
import { errorAt, Submit } from "./Submit";
import type { PanelProps } from "./ways";

const KeysPanel = ({ busy, problem, enter }: PanelProps) => {
  const regions = useRegions();
  const [region, setRegion] = useState("");
  const [text, setText] = useState("");
  const [missing, setMissing] = useState<"region" | "keys" | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (region === "") {
      setMissing("region");
    } else if (text.trim() === "") {
      setMissing("keys");
    } else {
      setMissing(null);
      setText("");
      enter({ way: "keys", text, region });
    }
  };
  const fromClipboard = () => {
    setMissing(region === "" ? "region" : null);
    if (region !== "") {
      enter({ way: "keys-on-clipboard", region });
    }
  };

  return (
    <form onSubmit={submit} autoComplete="off">
      <SpaceBetween size="l">
        <RegionField
          value={region}
          regions={regions}
          onChange={setRegion}
          description="Where your recordings shall be kept. AWS calls a place on the map a region."
          error={missing === "region" && region === "" ? "Choose the region." : errorAt("region", problem)}
        />
        <FieldFrame
          name="keys-paste"
          label="Keys"
          description="Safer: copy the keys and press “Read from clipboard”. The program reads them and this page never sees them."
          constraint="Paste them as you got them. They are never written to disk, and this box is emptied when you continue."
          error={
            missing === "keys" ? "Paste the keys, or press “Read from clipboard”." : errorAt("keys-paste", problem)
          }
          stretch
        >
          <Textarea
            data-testid="keys-paste"
            value={text}
            rows={4}
            autoComplete={false}
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => setText(detail.value)}
          />
        </FieldFrame>
        <Submit busy={busy} problem={problem} fields={["region", "keys-paste"]}>
          <Button data-testid="keys-clipboard" formAction="none" disabled={busy} onClick={fromClipboard}>
            Read from clipboard
          </Button>
        </Submit>
      </SpaceBetween>
    </form>
  );
};
export default KeysPanel;
