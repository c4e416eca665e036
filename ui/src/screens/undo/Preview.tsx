/** What taking a setup back would do, to be read before the one button is pressed; and what is left afterwards. */
import Button from "@cloudscape-design/components/button";
import type { CheckboxProps } from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { asProblem, keepKey, undo } from "../../backend";
import { Page } from "../../components/Page";
import { isError, ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
import { buttonOf, hasRole, isEdited, offeredBy } from "../../language/undo";
import type { BucketSetting } from "../../messages/BucketSetting";
import type { UndoView } from "../../messages/UndoView";
import { BackButton } from "./BackButton";
import { Items } from "./Items";
import { Offered } from "./Offered";
import { Standing } from "./Standing";
import { TickBox } from "./TickBox";

interface Props {
  view: UndoView;
  /** Taking back was begun. */
  onStarted: () => void;
  /** What is shown is no longer so. */
  onChanged: () => void;
}

export const Preview = ({ view, onStarted, onChanged }: Props) => {
  const [removed, setRemoved] = useState(false);
  const [unticked, setUnticked] = useState(false);
  const [edited, setEdited] = useState(false);
  const [revert, setRevert] = useState<BucketSetting[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const removedBox = useRef<CheckboxProps.Ref>(null);

  const button = buttonOf(view);
  const offered = offeredBy(view);
  const asksVonage =
    button !== null &&
    (view.storageId !== null || hasRole(view) || view.items.some((item) => item.outcome.kind === "delete"));

  const act = async (begin: () => Promise<void>, then: () => void) => {
    setBusy(true);
    setProblem(null);
    try {
      await begin();
      then();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  const press = () => {
    if (asksVonage && !removed) {
      setUnticked(true);
      removedBox.current?.focus();
      return;
    }
    act(() => undo(view.setup, { fingerprint: view.fingerprint, edited, revert }), onStarted);
  };

  return (
    <Page title={say("undo.title")} description={view.title} hasError={unticked || isError(problem)}>
      <Standing view={view} busy={busy} onKeepKey={() => act(() => keepKey(view.setup), onChanged)} />
      <Items view={view} />
      {asksVonage && (
        <TickBox
          testId="undo-vonage"
          box={removedBox}
          ticked={removed}
          onTick={(ticked) => {
            setRemoved(ticked);
            setUnticked(false);
          }}
          description={view.storageId && <span className="value">{say("undo.vonage.id", { id: view.storageId })}</span>}
          error={unticked ? say("undo.vonage.unticked") : null}
        >
          {say("undo.vonage")}
        </TickBox>
      )}
      {button !== null && view.items.some(isEdited) && (
        <TickBox testId="undo-edited" ticked={edited} onTick={setEdited} description={say("undo.edited.description")}>
          {say("undo.edited")}
        </TickBox>
      )}
      {offered.length > 0 && <Offered offered={offered} ticked={revert} onTick={setRevert} />}
      <SpaceBetween size="l">
        {problem && (
          <ProblemAlert problem={problem}>
            {problem.failure.kind === "not-as-shown" && (
              <Button data-testid="undo-look-again" onClick={onChanged}>
                {say("common.lookAgain")}
              </Button>
            )}
          </ProblemAlert>
        )}
        <div className="actions">
          <BackButton setup={view.setup} state={view.state} disabled={busy} />
          {button !== null && (
            <Button
              data-testid="undo-confirm"
              variant="primary"
              loading={busy}
              loadingText={say("common.starting")}
              onClick={press}
            >
              {button}
            </Button>
          )}
        </div>
      </SpaceBetween>
    </Page>
  );
};
