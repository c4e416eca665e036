/** How a bucket they have differs from a new one; what is ticked is changed. */
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { bucketNow, bucketThen, differenceTitle } from "../../language/review";
import { say } from "../../language/say";
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
      <Header variant="h2" description={say("review.differences.description")}>
        {say("review.differences.title")}
      </Header>
    }
  >
    <ul className="plain-list divided">
      {differences.map((difference) => (
        <li key={difference.setting}>
          <Box variant="strong">{differenceTitle(difference)}</Box>
          <div data-testid={`now-${difference.setting}`}>{bucketNow(difference)}</div>
          <Checkbox
            data-testid={`change-setting-${difference.setting}`}
            ariaLabel={say("review.differences.change.of", { setting: differenceTitle(difference) })}
            checked={difference.ticked}
            disabled={busy || !difference.canChange}
            description={bucketThen(difference)}
            onChange={({ detail }) => onTick(difference.setting, detail.checked)}
          >
            {say("review.differences.change")}
          </Checkbox>
        </li>
      ))}
    </ul>
  </Container>
);
