/** The way back to what else can be done with a setup. */
import Button from "@cloudscape-design/components/button";
import { say } from "../../language/say";
import type { SetupState } from "../../messages/SetupState";
import { go, type Place } from "../../place";

interface Props {
  setup: string;
  /** Null when nobody knows. */
  state: SetupState | null;
  disabled?: boolean;
}

export const BackButton = ({ setup, state, disabled = false }: Props) => (
  <Button data-testid="undo-back" disabled={disabled} onClick={() => go(backOf(setup, state))}>
    {say("common.back")}
  </Button>
);

const backOf = (setup: string, state: SetupState | null): Place => {
  switch (state) {
    case "ready":
    case "stopped":
      return { page: "ready", setup };
    case "unfinished":
      return { page: "run", setup };
    default:
      return { page: "home" };
  }
};
