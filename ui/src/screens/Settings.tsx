/** The company's proxy, the region where signing in begins, and whether AWS can be reached from here. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { settings as askSettings, asProblem, saveSettings } from "../backend";
import ConnectionTest from "../components/ConnectionTest";
import { FieldFrame } from "../components/FieldFrame";
import { Note } from "../components/Note";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import { causeOf, type Problem } from "../language/failures";
import { Say } from "../language/Say";
import { say } from "../language/say";
import { computerSays } from "../language/session";
import type { Field } from "../messages/Field";
import type { SettingsForm } from "../messages/SettingsForm";
import type { SettingsView } from "../messages/SettingsView";

const FIELDS: (Field | null)[] = ["proxy", "proxy-user", "sign-in-region"];

const Settings = () => {
  const [kept, setKept] = useState<SettingsView | null>(null);
  const [form, setForm] = useState<SettingsForm | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);

  const show = useCallback((view: SettingsView) => {
    setKept(view);
    // The password is handed over once; the box is empty again.
    setForm({
      proxy: view.proxy,
      proxyUser: view.proxyUser,
      proxyPassword: "",
      signInRegion: view.signInRegion,
    });
  }, []);

  useEffect(() => {
    askSettings()
      .then(show)
      .catch((thrown) => setProblem(asProblem(thrown)));
  }, [show]);

  const save = async () => {
    if (form === null) {
      return false;
    }
    setBusy(true);
    setProblem(null);
    setSaved(false);
    try {
      show(await saveSettings(form));
      setSaved(true);
      return true;
    } catch (thrown) {
      setProblem(asProblem(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };

  const type = (change: Partial<SettingsForm>) => {
    setSaved(false);
    setForm((before) => before && { ...before, ...change });
  };
  const errorAt = (field: Field) => (problem?.field === field ? causeOf(problem) : null);

  return (
    <Page title={say("settings.title")} description={say("settings.description")} hasError={problem !== null}>
      {problem && !FIELDS.includes(problem.field) && <ProblemAlert problem={problem} />}
      {kept?.setAside && (
        <Alert type="warning" header={say("settings.setAside")}>
          <Say message="settings.setAside.where" values={{ file: kept.setAside }} />
        </Alert>
      )}
      {kept && form && (
        <form onSubmit={submit} autoComplete="off">
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{say("settings.proxy.title")}</Header>}>
              <SpaceBetween size="l">
                <FieldFrame
                  name="proxy"
                  label={say("field.proxy")}
                  description={
                    <span data-testid="computer-says">
                      {say("settings.proxy.description", { computerSays: computerSays(kept.computerSays) })}
                    </span>
                  }
                  constraint={say("settings.proxy.example")}
                  error={errorAt("proxy")}
                >
                  <Input
                    data-testid="proxy"
                    value={form.proxy}
                    autoComplete={false}
                    spellcheck={false}
                    onChange={({ detail }) => type({ proxy: detail.value })}
                  />
                </FieldFrame>
                <FieldFrame
                  name="proxy-user"
                  label={say("field.proxy-user")}
                  description={say("settings.proxy.onlyIfAsked")}
                  error={errorAt("proxy-user")}
                >
                  <Input
                    data-testid="proxy-user"
                    value={form.proxyUser}
                    autoComplete={false}
                    spellcheck={false}
                    onChange={({ detail }) => type({ proxyUser: detail.value })}
                  />
                </FieldFrame>
                <FieldFrame
                  name="proxy-password"
                  label={say("settings.proxy.password")}
                  description={say(kept.passwordHeld ? "settings.proxy.password.held" : "settings.proxy.onlyIfAsked")}
                  constraint={say("settings.proxy.password.constraint")}
                >
                  <Input
                    data-testid="proxy-password"
                    type="password"
                    value={form.proxyPassword}
                    autoComplete={false}
                    onChange={({ detail }) => type({ proxyPassword: detail.value })}
                  />
                </FieldFrame>
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{say("settings.signIn.title")}</Header>}>
              <FieldFrame
                name="sign-in-region"
                label={say("field.sign-in-region")}
                description={say("settings.signIn.region.description")}
                constraint={say("settings.signIn.region.example")}
                error={errorAt("sign-in-region")}
              >
                <Input
                  data-testid="sign-in-region"
                  value={form.signInRegion}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => type({ signInRegion: detail.value })}
                />
              </FieldFrame>
            </Container>
            {saved && (
              <div role="status" data-testid="settings-saved">
                <Note kind="good">{say("settings.saved")}</Note>
              </div>
            )}
            <div className="actions">
              <Button data-testid="save-settings" variant="primary" formAction="submit" loading={busy}>
                {say("settings.save")}
              </Button>
            </div>
            <Container
              header={
                <Header variant="h2" description={say("settings.connection.description")}>
                  {say("settings.connection.title")}
                </Header>
              }
            >
              <ConnectionTest before={save} />
            </Container>
          </SpaceBetween>
        </form>
      )}
    </Page>
  );
};
export default Settings;
