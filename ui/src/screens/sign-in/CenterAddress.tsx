/** Which page of which company: its address and the region it is run in, typed or chosen from those known here. */
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { portals as askPortals } from "../../backend";
import { FieldFrame } from "../../components/FieldFrame";
import { RegionField, useRegions } from "../../components/RegionField";
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
import type { PortalChoice } from "../../messages/PortalChoice";
import { errorAt, Submit } from "./Submit";

export interface Address {
  startUrl: string;
  region: string;
}

interface Props {
  address: Address;
  onChange: (address: Address) => void;
  busy: boolean;
  problem: Problem | null;
  begin: () => void;
  beginWithCode: () => void;
}

export const CenterAddress = ({ address, onChange, busy, problem, begin, beginWithCode }: Props) => {
  const regions = useRegions();
  const portals = usePortals(address, onChange);
  const [missing, setMissing] = useState<"start-url" | "region" | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacks = address.startUrl.trim() === "" ? "start-url" : address.region === "" ? "region" : null;
    setMissing(lacks);
    if (lacks === null) {
      begin();
    }
  };
  const choose = (startUrl: string) =>
    onChange({ startUrl, region: portals.find((known) => known.startUrl === startUrl)?.region ?? address.region });

  return (
    <form onSubmit={submit} autoComplete="off">
      <SpaceBetween size="l">
        <div>{say("signIn.center.opens")}</div>
        <FieldFrame
          name="start-url"
          label={say("field.start-url")}
          description={say("signIn.center.address.description")}
          constraint={say("signIn.center.address.example")}
          error={
            missing === "start-url" && address.startUrl.trim() === ""
              ? say("signIn.center.address.missing")
              : errorAt("start-url", problem)
          }
          stretch
        >
          <Autosuggest
            data-testid="start-url"
            value={address.startUrl}
            options={portals.map(({ startUrl, region, name }) => ({
              value: startUrl,
              labelTag: region,
              ...(name === "" ? {} : { description: name }),
            }))}
            enteredTextLabel={(typed) => say("signIn.center.address.use", { typed })}
            ariaRequired
            onChange={({ detail }) => onChange({ ...address, startUrl: detail.value })}
            onSelect={({ detail }) => choose(detail.value)}
          />
        </FieldFrame>
        <RegionField
          value={address.region}
          regions={regions}
          onChange={(region) => onChange({ ...address, region })}
          description={say("signIn.center.region.description")}
          error={missing === "region" && address.region === "" ? say("region.missing") : errorAt("region", problem)}
        />
        <Submit busy={busy} problem={problem} fields={["start-url", "region"]}>
          {problem?.leavesCode && (
            <Button data-testid="center-code" formAction="none" disabled={busy} onClick={beginWithCode}>
              {say("signIn.center.withCode")}
            </Button>
          )}
        </Submit>
      </SpaceBetween>
    </form>
  );
};

/** The pages known here. The first one stands in the field, unless something was typed meanwhile. */
const usePortals = (address: Address, onChange: (address: Address) => void): PortalChoice[] => {
  const [portals, setPortals] = useState<PortalChoice[]>([]);
  const latest = useRef({ address, onChange });
  latest.current = { address, onChange };
  useEffect(() => {
    let left = false;
    askPortals()
      .then((known) => {
        if (left) {
          return;
        }
        setPortals(known);
        const [first] = known;
        const { address: typed, onChange: fill } = latest.current;
        if (first && typed.startUrl === "" && typed.region === "") {
          fill({ startUrl: first.startUrl, region: first.region });
        }
      })
      // Without the list an address can still be typed.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, []);
  return portals;
};
