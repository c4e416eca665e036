/** The person is on their company's page, which sends them back here or asks for a code. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { cancelCenterSignIn, openCenterAgain } from "../../backend";
import type { CenterLink } from "../../messages/CenterLink";
import { Waiting } from "./Waiting";

export const WaitingForCenter = ({ begun }: { begun: CenterLink }) => (
  <SpaceBetween size="l">
    <Waiting
      link={begun.link}
      what="The link to your company’s page"
      opened={begun.opened}
      hint={
        begun.code === null
          ? "Sign in there and allow it. This page goes on by itself as soon as your browser is sent back."
          : "Sign in there, check the code and allow it. This page goes on by itself a few seconds later."
      }
      openAgain={openCenterAgain}
      cancel={cancelCenterSignIn}
    >
      {begun.code !== null && (
        <>
          <div>
            <Box variant="awsui-key-label">Your code</Box>
            <span className="value" data-testid="center-code-shown">
              {begun.code}
            </span>
          </div>
          <Alert type="warning" statusIconAriaLabel="Warning" header="Only enter a code you see in this window">
            A code that somebody sends you would let them into your account. The page must show the same code as this
            window.
          </Alert>
        </>
      )}
    </Waiting>
  </SpaceBetween>
);
