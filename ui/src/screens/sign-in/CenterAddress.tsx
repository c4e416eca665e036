/** Which page of which company: its address and the region it is run in, typed or chosen from those known here. */
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { portals as askPortals } from "../../backend";
import { FieldFrame } from "../../components/FieldFrame";
import { RegionField, useRegions } from "../../components/RegionField";
import type { PortalChoice } from "../../messages/PortalChoice";
import type { Problem } from "../../messages/Problem";
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
        <div>
          Your browser opens your company’s own page. Your password goes there, and never to this program. Then you
          choose an account and a role here.
        </div>
        <FieldFrame
          name="start-url"
          label="Address of the page"
          description="Copy it from your browser while it shows the page with tiles. IT calls it the “start URL” or “AWS access portal URL”."
          constraint="For example example.awsapps.com/start"
          error={
            missing === "start-url" && address.startUrl.trim() === ""
              ? "Fill in the address of your company’s page."
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
            enteredTextLabel={(typed) => `Use “${typed}”`}
            clearAriaLabel="Clear"
            ariaRequired
            onChange={({ detail }) => onChange({ ...address, startUrl: detail.value })}
            onSelect={({ detail }) => choose(detail.value)}
          />
        </FieldFrame>
        <RegionField
          value={address.region}
          regions={regions}
          onChange={(region) => onChange({ ...address, region })}
          description="Where your company runs IAM Identity Center, which is behind the page. IT can tell you. It need not be where your recordings shall be kept."
          error={missing === "region" && address.region === "" ? "Choose the region." : errorAt("region", problem)}
        />
        <Submit busy={busy} problem={problem} fields={["start-url", "region"]}>
          {problem?.leavesCode && (
            <Button data-testid="center-code" formAction="none" disabled={busy} onClick={beginWithCode}>
              Sign in with a code
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
