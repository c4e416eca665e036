/** Setups and drafts, each with where it stands. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { Page } from "../components/Page";
import { say } from "../language/say";
import type { SetupCard } from "../messages/SetupCard";
import { go } from "../place";
import { useProgram } from "../program";
import { ForgetDialog } from "./home/ForgetDialog";
import { SetAside } from "./home/SetAside";
import { SetupList } from "./home/SetupList";

const Home = () => {
  const { home, refresh } = useProgram();
  const none = home.setups.length === 0 && home.setAside.length === 0 && !home.newer;
  const [leaving, setLeaving] = useState<SetupCard | null>(null);

  // What another page changed since is asked for again. Should it fail, the list that is known stays.
  // Of a list that is not whole yet, the rest is on its way.
  const whole = !home.more;
  useEffect(() => {
    if (whole) {
      refresh().catch(() => undefined);
    }
  }, [refresh, whole]);

  useEffect(() => {
    if (none) {
      go({ page: "sign-in" }, true);
    }
  }, [none]);

  if (none) {
    return null;
  }

  const start = () => go({ page: home.session ? "account" : "sign-in" });
  return (
    <Page
      title={say("home.title")}
      description={say("home.description")}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button data-testid="elsewhere" onClick={() => go({ page: "elsewhere" })}>
            {say("home.elsewhere")}
          </Button>
          <Button data-testid="new-setup" variant="primary" onClick={start}>
            {say("home.new")}
          </Button>
        </SpaceBetween>
      }
    >
      <SetAside files={home.setAside} />
      {home.newer && (
        <Alert type="warning" header={say("home.newer")} data-testid="newer">
          {say("home.newer.why")}
        </Alert>
      )}
      {leaving && (
        <ForgetDialog
          card={leaving}
          onClose={() => setLeaving(null)}
          onForgotten={() => {
            setLeaving(null);
            refresh().then(readFromHeading, () => undefined);
          }}
        />
      )}
      <SetupList setups={home.setups} session={home.session} onForget={setLeaving} />
    </Page>
  );
};

export default Home;

/** The button that had the focus goes with its setup. */
const readFromHeading = () => document.querySelector<HTMLElement>("main h1")?.focus();
