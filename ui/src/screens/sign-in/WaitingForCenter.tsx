/** The person is on their company's page, which sends them back here or asks for a code. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { cancelCenterSignIn, openCenterAgain } from "../../backend";
import { say } from "../../language/say";
import type { CenterLink } from "../../messages/CenterLink";
import { Waiting } from "./Waiting";

export const WaitingForCenter = ({ begun }: { begun: CenterLink }) => (
  <Waiting
    link={begun.link}
    what={say("signIn.center.link")}
    opened={begun.opened}
    hint={say(begun.code === null ? "signIn.center.hint" : "signIn.center.hintWithCode")}
    openAgain={openCenterAgain}
    cancel={cancelCenterSignIn}
  >
    {begun.code !== null && (
      <SpaceBetween size="s">
        <div>
          <Box variant="awsui-key-label">{say("signIn.center.code")}</Box>
          <Box fontSize="heading-xl" fontWeight="bold">
            <span className="value" data-testid="center-code-shown">
              {begun.code}
            </span>
          </Box>
        </div>
        <Alert type="warning" header={say("signIn.center.code.warning")}>
          {say("signIn.center.code.why")}
        </Alert>
      </SpaceBetween>
    )}
  </Waiting>
);
