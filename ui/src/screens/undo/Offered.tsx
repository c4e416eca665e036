/** What a record from elsewhere says a bucket was like before: shown, and set back only where it is ticked. */
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { DocumentView } from "../../components/DocumentView";
import { say } from "../../language/say";
import { settingName, settingOf } from "../../language/undo";
import type { BucketSetting } from "../../messages/BucketSetting";
import type { BucketValue } from "../../messages/BucketValue";
import { TickBox } from "./TickBox";

interface Props {
  offered: BucketValue[];
  ticked: BucketSetting[];
  onTick: (ticked: BucketSetting[]) => void;
}

export const Offered = ({ offered, ticked, onTick }: Props) => (
  <Container
    header={
      <Header variant="h2" description={say("undo.offered.description")}>
        {say("undo.offered.title")}
      </Header>
    }
  >
    <SpaceBetween size="m">
      {offered
        .map((value) => ({ setting: settingOf(value), value }))
        .map(({ setting, value }) => (
          <SpaceBetween key={setting} size="xxs">
            <TickBox
              testId={`revert-${setting}`}
              ticked={ticked.includes(setting)}
              onTick={(on) => onTick(on ? [...ticked, setting] : ticked.filter((other) => other !== setting))}
            >
              {say("undo.offered.revert", { setting: settingName(setting) })}
            </TickBox>
            <DocumentView
              document={{
                id: `revert-${setting}`,
                title: say("undo.offered.value"),
                purpose: say("undo.offered.value.description"),
                json: JSON.stringify(value, null, 2),
              }}
            />
          </SpaceBetween>
        ))}
    </SpaceBetween>
  </Container>
);
