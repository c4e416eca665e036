/** Takes a setup back: first what would go and what stays, then the run, then what is left. */
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import { useCallback, useEffect, useState } from "react";
import { asProblem, undoPreview, watch } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { say } from "../language/say";
import type { RunView } from "../messages/RunView";
import type { UndoView } from "../messages/UndoView";
import { useProgram } from "../program";
import { BackButton } from "./undo/BackButton";
import { Preview } from "./undo/Preview";
import { TakingBack } from "./undo/TakingBack";

/** What the page shows. */
type Shown =
  | { what: "looking" }
  | { what: "refused"; problem: Problem }
  | { what: "preview"; view: UndoView }
  | { what: "run"; run: RunView };

const Undo = ({ setup }: { setup: string }) => {
  const { home, refresh } = useProgram();
  const [shown, setShown] = useState<Shown>({ what: "looking" });
  const [presses, setPresses] = useState(0);

  const look = useCallback(async () => {
    setShown({ what: "looking" });
    try {
      setShown({ what: "preview", view: await undoPreview(setup) });
    } catch (thrown) {
      setShown({ what: "refused", problem: asProblem(thrown) });
    }
  }, [setup]);

  // Home says another state of the setup now. Should it fail, what is known stays.
  const lookAnew = useCallback(() => {
    refresh().catch(() => undefined);
    look();
  }, [refresh, look]);

  useEffect(() => {
    let left = false;
    // One that ended before the page was opened is only a reason to look at what is left.
    let follows = presses > 0;
    let first = true;
    const hear = (run: RunView) => {
      if (left) {
        return;
      }
      const isFirst = first;
      first = false;
      follows = run.task === "undo" && (follows || run.state === "running");
      if (follows && run.state !== "done") {
        setShown({ what: "run", run });
        if (run.state !== "running") {
          refresh().catch(() => undefined);
        }
      } else if (follows || presses > 0) {
        // Nothing is sent where nothing may go; then the last run is still that of Create.
        lookAnew();
      } else if (isFirst) {
        look();
      }
    };
    watch(setup, hear).catch((thrown) => !left && setShown({ what: "refused", problem: asProblem(thrown) }));
    return () => {
      left = true;
    };
  }, [setup, presses, look, lookAnew, refresh]);

  switch (shown.what) {
    case "run":
      return <TakingBack run={shown.run} again={look} />;
    case "preview":
      return <Preview view={shown.view} onStarted={() => setPresses((now) => now + 1)} onChanged={lookAnew} />;
    case "refused": {
      const card = home.setups.find((known) => known.setup === setup);
      return (
        <Page title={say("undo.title")} hasError>
          <ProblemAlert problem={shown.problem}>
            <div className="actions start">
              <BackButton setup={setup} state={card?.state ?? null} />
              <Button data-testid="undo-retry" onClick={look}>
                {say("common.tryAgain")}
              </Button>
            </div>
          </ProblemAlert>
        </Page>
      );
    }
    case "looking":
      return <Looking />;
  }
};
export default Undo;

const Looking = () => (
  <Page title={say("undo.title")}>
    <div role="status">
      <Spinner /> {say("undo.looking")}
    </div>
  </Page>
);
