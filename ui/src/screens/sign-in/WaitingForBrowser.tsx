/** The person is on AWS's page: how to get there again, how to bring a code from another computer, how to stop. */
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type FormEvent, useState } from "react";
import { cancelBrowserSignIn, openBrowserAgain } from "../../backend";
import { FieldFrame } from "../../components/FieldFrame";
import { ProblemAlert } from "../../components/ProblemAlert";
import { say } from "../../language/say";
import type { BrowserLinks } from "../../messages/BrowserLinks";
import type { PanelProps } from "./panel";
import { errorAt } from "./Submit";
import { LinkToCopy, Waiting } from "./Waiting";

interface Props extends Pick<PanelProps, "problem" | "enter"> {
  links: BrowserLinks;
}

export const WaitingForBrowser = ({ links, problem, enter }: Props) => (
  <SpaceBetween size="l">
    <Waiting
      link={links.link}
      what={say("signIn.browser.link")}
      opened={links.opened}
      hint={say("signIn.browser.hint")}
      openAgain={openBrowserAgain}
      cancel={cancelBrowserSignIn}
    >
      <div>{say("signIn.browser.onlyError")}</div>
    </Waiting>
    <ExpandableSection data-testid="no-browser" headerText={say("signIn.browser.none")}>
      <CodeFromElsewhere link={links.codeLink} problem={problem} enter={enter} />
    </ExpandableSection>
  </SpaceBetween>
);

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
        <div>{say("signIn.browser.code.how")}</div>
        <LinkToCopy what={say("signIn.browser.code.link")} link={link} testId="browser-code-link" />
        <FieldFrame
          name="browser-code"
          label={say("field.browser-code")}
          description={say("signIn.browser.code.description")}
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
        {problem && problem.field !== "browser-code" && <ProblemAlert problem={problem} />}
        <div className="actions">
          <Button
            data-testid="browser-code-submit"
            formAction="submit"
            loading={sending}
            loadingText={say("signIn.asking")}
          >
            {say("signIn.browser.code.continue")}
          </Button>
        </div>
      </SpaceBetween>
    </form>
  );
};
