/** Says each step's new state to those who do not see it, one sentence at a time. */
import LiveRegion from "@cloudscape-design/components/live-region";
import { useEffect, useRef, useState } from "react";
import { STEP_STATES, STEPS } from "../../language/kinds";
import { say } from "../../language/say";
import type { RunView } from "../../messages/RunView";

export const Announce = ({ run }: { run: RunView }) => {
  const before = useRef<RunView | null>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    const known = new Map(before.current?.steps.map((line) => [line.step, line.state]));
    const changed = run.steps.filter((line) => known.has(line.step) && known.get(line.step) !== line.state);
    before.current = run;
    if (changed.length > 0) {
      const said = changed.map(({ step, state }) =>
        say("run.step.news", { step: say(STEPS[step]), state: say(STEP_STATES[state]) }),
      );
      setNews(said.reduce((news, more) => say("run.step.moreNews", { news, more })));
    }
  }, [run]);
  return (
    <LiveRegion hidden>
      <span>{news}</span>
    </LiveRegion>
  );
};
