/** The person is on AWS's page: how to get there again, how to bring a code from another computer, how to stop. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { cancelBrowserSignIn, openBrowserAgain } from "../../backend";
import { CopyButton } from "../../components/CopyButton";
import { FieldFrame } from "../../components/FieldFrame";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { BrowserLinks } from "../../messages/BrowserLinks";
import { errorAt } from "./Submit";
import type { PanelProps } from "./ways";

interface Props extends Pick<PanelProps, "problem" | "enter"> {
  links: BrowserLinks;
}

export const WaitingForBrowser = ({ links, problem, enter }: Props) => {
  const [opened, setOpened] = useState(links.opened);
  const top = useRef<HTMLDivElement>(null);

  // The button that led here is gone, and the focus with it.
  useEffect(() => top.current?.focus(), []);

  const openAgain = () =>
    openBrowserAgain()
      .then(() => setOpened(true))
      .catch(() => setOpened(false));

  return (
    <SpaceBetween size="l">
      <div ref={top} tabIndex={-1} className="taking-focus" data-testid="browser-waiting">
        <StatusIndicator type="in-progress">Waiting for your browser</StatusIndicator>
        <div>Sign in there. This page goes on by itself as soon as AWS sends your browser back.</div>
      </div>
      {!opened && (
        <Alert type="warning" statusIconAriaLabel="Warning" header="Your browser could not be opened">
          Copy the link below and open it in a browser on this computer.
        </Alert>
      )}
      <Link what="The link to AWS’s page" link={links.link} testId="browser-link" />
      <div>
        Does the browser show only an error, or nothing at all? Sign in to the AWS console in that browser first, then
        press “Open it again”.
      </div>
      {problem && problem.field !== "browser-code" && <ProblemAlert problem={problem} />}
      <div className="actions">
        <Button data-testid="browser-cancel" formAction="none" onClick={() => cancelBrowserSignIn()}>
          Cancel
        </Button>
        <Button data-testid="browser-again" formAction="none" iconName="external" iconAlign="right" onClick={openAgain}>
          Open it again
        </Button>
      </div>
      <ExpandableSection data-testid="no-browser" headerText="No browser on this computer?">
        <CodeFromElsewhere link={links.codeLink} problem={problem} enter={enter} />
      </ExpandableSection>
    </SpaceBetween>
  );
};

/** The code that AWS's page shows on another computer. */
const CodeFromElsewhere = ({ link, problem, enter }: Pick<PanelProps, "problem" | "enter"> & { link: string }) => {
  const [code, setCode] = useState("");
  const [sending, setSending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setCode("");
    setSending(true);
    await enter({ way: "browser-code", code });
    setSending(false);
  };

  return (
    <form onSubmit={submit} autoComplete="off">
      <SpaceBetween size="l">
        <div>Open this link on a computer or phone that has one, and sign in there. AWS’s page then shows a code.</div>
        <Link what="The link for another computer" link={link} testId="browser-code-link" />
        <FieldFrame
          name="browser-code"
          label="Code"
          description="Paste the whole code that AWS’s page shows. It works once and for a few minutes."
          error={errorAt("browser-code", problem)}
          stretch
        >
          <Textarea
            data-testid="browser-code"
            value={code}
            rows={3}
            autoComplete={false}
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => setCode(detail.value)}
          />
        </FieldFrame>
        <div className="actions">
          <Button data-testid="browser-code-submit" formAction="submit" loading={sending} loadingText="Asking AWS">
            Continue with the code
          </Button>
        </div>
      </SpaceBetween>
    </form>
  );
};

const Link = ({ what, link, testId }: { what: string; link: string; testId: string }) => (
  <div>
    <Box variant="awsui-key-label">{what}</Box>
    <SpaceBetween size="xs">
      <span className="value" data-testid={testId}>
        {link}
      </span>
      <CopyButton text={link} what={what} testId={`copy-${testId}`} />
    </SpaceBetween>
  </div>
);
