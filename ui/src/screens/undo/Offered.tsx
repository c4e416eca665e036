/** What a record from elsewhere says a bucket was like before: shown, and set back only where it is ticked. */
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { DocumentView } from "../../components/DocumentView";
import type { BucketSetting } from "../../messages/BucketSetting";
import type { OfferedSetting } from "../../messages/OfferedSetting";
import { TickBox } from "./TickBox";

interface Props {
  offered: OfferedSetting[];
  ticked: BucketSetting[];
  onTick: (ticked: BucketSetting[]) => void;
}

export const Offered = ({ offered, ticked, onTick }: Props) => (
  <Container
    header={
      <Header
        variant="h2"
        description="This setup comes from elsewhere, so only its file says what was there before. Tick what you know to be right."
      >
        Settings of your bucket
      </Header>
    }
  >
    <SpaceBetween size="m">
      {offered.map(({ setting, title, value }) => (
        <SpaceBetween key={setting} size="xxs">
          <TickBox
            testId={`set-back-${setting}`}
            ticked={ticked.includes(setting)}
            onTick={(on) => onTick(on ? [...ticked, setting] : ticked.filter((other) => other !== setting))}
          >
            Set back: {title}
          </TickBox>
          <DocumentView
            document={{
              id: `set-back-${setting}`,
              title: "What it is set to",
              purpose: "As the file says it was before.",
              json: value,
            }}
          />
        </SpaceBetween>
      ))}
    </SpaceBetween>
  </Container>
);
