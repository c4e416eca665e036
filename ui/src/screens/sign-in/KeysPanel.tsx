/** Keys that someone gave to the person. Best read from the clipboard by the program; typed ones are forgotten on submit. */
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type FormEvent, useState } from "react";
import { FieldFrame } from "../../components/FieldFrame";
import { RegionField, useRegions } from "../../components/RegionField";
import { say } from "../../language/say";
import type { PanelProps } from "./panel";
import { errorAt, Submit } from "./Submit";

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
          description={say("signIn.keys.region.description")}
          error={missing === "region" && region === "" ? say("region.missing") : errorAt("region", problem)}
        />
        <FieldFrame
          name="keys-paste"
          label={say("field.keys-paste")}
          description={say("signIn.keys.paste.description")}
          constraint={say("signIn.keys.paste.constraint")}
          error={missing === "keys" ? say("signIn.keys.paste.missing") : errorAt("keys-paste", problem)}
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
            {say("signIn.keys.clipboard")}
          </Button>
        </Submit>
      </SpaceBetween>
    </form>
  );
};
export default KeysPanel;
