/** Lets a run finish the calls in flight and begin no new ones. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { cancelRun } from "../../backend";
import { say } from "../../language/say";

export const StopButton = ({ setup }: { setup: string }) => {
  const [stopping, setStopping] = useState(false);
  const stop = () => {
    setStopping(true);
    cancelRun(setup).catch(() => setStopping(false));
  };
  return (
    <div>
      <Button data-testid="cancel" disabled={stopping} onClick={stop}>
        {say(stopping ? "run.stop.stopping" : "run.stop")}
      </Button>
      <Box color="text-body-secondary" fontSize="body-s">
        {say("run.stop.what")}
      </Box>
    </div>
  );
};
