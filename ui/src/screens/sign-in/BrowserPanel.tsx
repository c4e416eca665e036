/** A user name and password: AWS's own page in the browser, and what to know before it opens. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { asProblem, beginBrowserSignIn, cancelBrowserSignIn } from "../../backend";
import type { Problem } from "../../language/failures";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { BrowserLinks } from "../../messages/BrowserLinks";
import type { PanelProps } from "./panel";
import { Submit } from "./Submit";
import { WaitingForBrowser } from "./WaitingForBrowser";

const BrowserPanel = ({ problem, enter }: PanelProps) => {
  const [links, setLinks] = useState<BrowserLinks | null>(null);
  const [beginning, setBeginning] = useState(false);
  const [notBegun, setNotBegun] = useState<Problem | null>(null);
  const shown = useRef(true);

  // Whoever leaves this panel waits no more.
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      cancelBrowserSignIn().catch(() => undefined);
    };
  }, []);

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    setBeginning(true);
    setNotBegun(null);
    try {
      const begun = await beginBrowserSignIn();
      if (!shown.current) {
        await cancelBrowserSignIn();
        return;
      }
      setLinks(begun);
    } catch (thrown) {
      setNotBegun(asProblem(thrown));
      return;
    } finally {
      setBeginning(false);
    }
    await enter({ way: "browser" });
    setLinks(null);
  };

  if (links) {
    return <WaitingForBrowser links={links} problem={problem} enter={enter} />;
  }
  return (
    <form onSubmit={begin}>
      <SpaceBetween size="l">
        <div>{say("signIn.browser.opens")}</div>
        <div>
          {say("signIn.browser.asks")}
          <ul className="tight-list">
            <li>
              <Say message="signIn.browser.asks.user" />
            </li>
            <li>{say("signIn.browser.asks.account")}</li>
            <li>{say("signIn.browser.asks.code")}</li>
            <li>{say("signIn.browser.asks.allow")}</li>
          </ul>
        </div>
        <Submit busy={beginning} problem={notBegun ?? problem} fields={[]} label={say("signIn.browser.open")} />
      </SpaceBetween>
    </form>
  );
};
export default BrowserPanel;
