/** A page of AWS's is open in the browser: how to get there again, and how to stop waiting. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { CopyButton } from "../../components/CopyButton";
import { say } from "../../language/say";

interface Props {
  link: string;
  /** What the link is called. */
  what: string;
  opened: boolean;
  /** What to do on the page. */
  hint: ReactNode;
  /** What else to know, before the link. */
  children?: ReactNode;
  openAgain: () => Promise<void>;
  cancel: () => Promise<void>;
}

export const Waiting = ({ link, what, opened: openedFirst, hint, children, openAgain, cancel }: Props) => {
  const [opened, setOpened] = useState(openedFirst);
  const top = useRef<HTMLDivElement>(null);

  // The button that led here is gone, and the focus with it.
  useEffect(() => top.current?.focus(), []);

  const again = () =>
    openAgain()
      .then(() => setOpened(true))
      .catch(() => setOpened(false));

  return (
    <SpaceBetween size="l">
      <div ref={top} tabIndex={-1} className="taking-focus" data-testid="browser-waiting">
        <StatusIndicator type="in-progress">{say("signIn.waiting")}</StatusIndicator>
        <div>{hint}</div>
      </div>
      {!opened && (
        <Alert type="warning" header={say("signIn.waiting.notOpened")}>
          {say("signIn.waiting.notOpened.copy")}
        </Alert>
      )}
      {children}
      <LinkToCopy what={what} link={link} testId="browser-link" />
      <div className="actions">
        <Button data-testid="browser-cancel" formAction="none" onClick={() => cancel()}>
          {say("common.cancel")}
        </Button>
        <Button data-testid="browser-again" formAction="none" iconName="external" iconAlign="right" onClick={again}>
          {say("signIn.waiting.again")}
        </Button>
      </div>
    </SpaceBetween>
  );
};

export const LinkToCopy = ({ what, link, testId }: { what: string; link: string; testId: string }) => (
  <div>
    <Box variant="awsui-key-label">{what}</Box>
    <SpaceBetween size="xs">
      <span className="value" data-testid={testId}>
        {link}
      </span>
      <CopyButton text={link} label={say("copy.of", { what })} testId={`copy-${testId}`} />
    </SpaceBetween>
  </div>
);
