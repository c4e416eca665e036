/** Copies through the program, because this webview may refuse the page its clipboard, and says so only once it happened. */
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useEffect, useState } from "react";
import { copy } from "../backend";
import { say } from "../language/say";

interface Props {
  /** What is copied, to the letter. */
  text: string;
  /** The button and what it copies, for those who cannot see what stands beside it. */
  label: string;
  testId?: string;
  primary?: boolean;
}

type Outcome = "none" | "copied" | "refused";

const SHOWN_FOR_MS = 6000;

export const CopyButton = ({ text, label, testId, primary = false }: Props) => {
  const [outcome, setOutcome] = useState<Outcome>("none");

  useEffect(() => {
    if (outcome !== "copied") {
      return;
    }
    const fade = window.setTimeout(() => setOutcome("none"), SHOWN_FOR_MS);
    return () => window.clearTimeout(fade);
  }, [outcome]);

  const press = async () => {
    setOutcome("none");
    try {
      await copy(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };

  return (
    <span className="value-row">
      <Button
        {...(testId ? { "data-testid": testId } : {})}
        // Beside a form's own button it would send the form.
        formAction="none"
        iconName="copy"
        variant={primary ? "primary" : "normal"}
        ariaLabel={label}
        onClick={press}
      >
        {say("copy.button")}
      </Button>
      <LiveRegion>
        {outcome === "copied" && <StatusIndicator type="success">{say("copy.done")}</StatusIndicator>}
        {outcome === "refused" && <StatusIndicator type="error">{say("copy.refused")}</StatusIndicator>}
      </LiveRegion>
    </span>
  );
};
