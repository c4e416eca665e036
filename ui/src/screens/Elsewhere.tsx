/** Setups that were made on another computer: opened from a saved record, or found in the account. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { Page } from "../components/Page";
import { say } from "../language/say";
import type { OpenedSetup } from "../messages/OpenedSetup";
import { go } from "../place";
import { useProgram } from "../program";
import { FindSetups } from "./elsewhere/FindSetups";
import { SavedRecord } from "./elsewhere/SavedRecord";
import { placeOf } from "./home/card";

const Elsewhere = () => {
  const { home, refresh } = useProgram();
  const [known, setKnown] = useState<string | null>(null);

  const open = async (setup: string) => {
    const { setups, session } = await refresh();
    const card = setups.find((one) => one.setup === setup);
    go(card ? placeOf(card, session) : { page: "home" });
  };

  const onOpened = async ({ setup, known: wasHere }: OpenedSetup) => {
    setKnown(null);
    if (wasHere) {
      setKnown(setup);
    } else {
      await open(setup);
    }
  };

  return (
    <Page
      title={say("elsewhere.title")}
      description={say("elsewhere.description")}
      actions={
        home.setups.length > 0 && <Button onClick={() => go({ page: "home" })}>{say("common.yourSetups")}</Button>
      }
    >
      {known && (
        <Alert
          type="info"
          statusIconAriaLabel={say("common.information")}
          header={say("elsewhere.known")}
          data-testid="already-here"
          action={
            <Button data-testid="open-known" onClick={() => open(known)}>
              {say("elsewhere.known.open")}
            </Button>
          }
        >
          {say("elsewhere.known.kept")}
        </Alert>
      )}
      <SavedRecord onOpened={onOpened} />
      <FindSetups session={home.session} onOpened={onOpened} onOpen={open} />
    </Page>
  );
};
export default Elsewhere;
