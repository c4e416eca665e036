/** A user name and password: AWS's own page in the browser, and what to know before it opens. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { asProblem, beginBrowserSignIn, cancelBrowserSignIn } from "../../backend";
import type { BrowserLinks } from "../../messages/BrowserLinks";
import type { Problem } from "../../messages/Problem";
import { Submit } from "./Submit";
import { WaitingForBrowser } from "./WaitingForBrowser";
import type { PanelProps } from "./ways";

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
        <div>Your browser opens AWS’s own page. Your password goes there, and never to this program.</div>
        <div>
          AWS may ask you:
          <ul className="tight-list">
            <li>
              what kind of user you are: choose <strong>IAM user</strong>, not root user;
            </li>
            <li>for an account number of 12 digits, or a name instead of it: whoever gave you the user name has it;</li>
            <li>for a code from your phone;</li>
            <li>whether you allow this: allow it.</li>
          </ul>
        </div>
        <Submit busy={beginning} problem={notBegun ?? problem} fields={[]} label="Open AWS’s page" />
      </SpaceBetween>
    </form>
  );
};
export default BrowserPanel;
