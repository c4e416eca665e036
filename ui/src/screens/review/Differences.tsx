/** How a bucket they have differs from a new one; what is ticked is changed. */
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { BucketDifference } from "../../messages/BucketDifference";
import type { BucketSetting } from "../../messages/BucketSetting";

interface Props {
  differences: BucketDifference[];
  busy: boolean;
  onTick: (setting: BucketSetting, ticked: boolean) => void;
}

export const Differences = ({ differences, busy, onTick }: Props) => (
  <Container
    header={
      <Header
        variant="h2"
        description="A new bucket would have these. Yours is changed only where you tick it, and Undo sets it back."
      >
        How your bucket differs from a new one
      </Header>
    }
  >
    <ul className="plain-list divided">
      {differences.map((difference) => (
        <li key={difference.setting}>
          <Box variant="strong">{difference.title}</Box>
          <div data-testid={`now-${difference.setting}`}>{difference.now}</div>
          <Checkbox
            data-testid={`change-setting-${difference.setting}`}
            ariaLabel={`Change it: ${difference.title}`}
            checked={difference.ticked}
            disabled={busy || difference.refused !== null}
            description={difference.refused ?? difference.wouldBe}
            onChange={({ detail }) => onTick(difference.setting, detail.checked)}
          >
            Change it
          </Checkbox>
        </li>
      ))}
    </ul>
  </Container>
);
