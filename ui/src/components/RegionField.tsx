/** Chooses an AWS region by city and country; a region newer than this program can be typed. */
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useState } from "react";
import { regions as askRegions } from "../backend";
import { say } from "../language/say";
import type { RegionChoice } from "../messages/RegionChoice";
import { FieldFrame } from "./FieldFrame";

export const useRegions = (): RegionChoice[] => {
  const [regions, setRegions] = useState<RegionChoice[]>([]);
  useEffect(() => {
    let left = false;
    askRegions()
      .then((answer) => !left && setRegions(answer))
      // Without the list a region can still be typed.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, []);
  return regions;
};

interface Props {
  value: string;
  regions: RegionChoice[];
  onChange: (region: string) => void;
  description: ReactNode;
  error: string | null;
  advice?: string | null;
  onLeave?: () => void;
}

export const RegionField = ({ value, regions, onChange, description, error, advice, onLeave }: Props) => {
  const chosen = regions.find((region) => region.id === value);
  const [all, setAll] = useState(false);
  const showAll = all || chosen?.optIn === true;
  const groups = [
    { label: say("region.ready"), options: optionsOf(regions, false) },
    ...(showAll ? [{ label: say("region.optIn"), options: optionsOf(regions, true) }] : []),
  ];
  return (
    <SpaceBetween size="xs">
      <FieldFrame
        name="region"
        label={say("field.region")}
        description={description}
        error={error}
        advice={advice}
        {...(onLeave ? { onLeave } : {})}
      >
        <Autosuggest
          data-testid="region"
          value={value}
          options={groups}
          filteringType="auto"
          placeholder={say(regions.length > 0 ? "region.type" : "region.typeId")}
          enteredTextLabel={(typed) => say("region.use", { typed })}
          empty={say("region.unknown")}
          ariaRequired
          onChange={({ detail }) => onChange(detail.value)}
        />
        {chosen && (
          <Box color="text-body-secondary" padding={{ top: "xxs" }}>
            {nameOf(chosen)}
          </Box>
        )}
      </FieldFrame>
      <Checkbox
        checked={showAll}
        disabled={chosen?.optIn === true}
        onChange={({ detail }) => setAll(detail.checked)}
        description={say("region.optIn.who")}
      >
        {say("region.optIn.list")}
      </Checkbox>
    </SpaceBetween>
  );
};

const nameOf = ({ city, country }: RegionChoice) => say("region.name", { city, country });

const optionsOf = (regions: RegionChoice[], optIn: boolean) =>
  regions
    .filter((region) => region.optIn === optIn)
    .map((region) => ({ value: region.id, label: nameOf(region), labelTag: region.id, filteringTags: [region.id] }));
