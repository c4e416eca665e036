/** The person is on their company's page, which sends them back here or asks for a code. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { cancelCenterSignIn, openCenterAgain } from "../../backend";
import type { CenterLink } from "../../messages/CenterLink";
import { Waiting } from "./Waiting";

export const WaitingForCenter = ({ begun }: { begun: CenterLink }) => (
  <Waiting
    link={begun.link}
    what="The link to your company’s page"
    opened={begun.opened}
    hint={
      begun.code === null
        ? "Sign in there and allow it. This page goes on by itself as soon as your browser is sent back."
        : "Sign in there, see that the page shows the code below, and allow it. This page goes on by itself a few seconds later."
    }
    openAgain={openCenterAgain}
    cancel={cancelCenterSignIn}
  >
    {begun.code !== null && (
      <SpaceBetween size="s">
        <div>
          <Box variant="awsui-key-label">Your code</Box>
          <Box fontSize="heading-xl" fontWeight="bold">
            <span className="value" data-testid="center-code-shown">
              {begun.code}
            </span>
          </Box>
        </div>
        <Alert type="warning" statusIconAriaLabel="Warning" header="Only enter a code you see in this window">
          A code that somebody sends you would let them into your account.
        </Alert>
      </SpaceBetween>
    )}
  </Waiting>
);
