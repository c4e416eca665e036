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
import type { Field } from "../messages/Field";
import type { Problem } from "../messages/Problem";
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
  const errorAt = (field: Field) => (problem?.field === field ? problem.cause : null);

  return (
    <Page
      title="Settings"
      description="Most people leave everything here as it is. Your IT department can tell you what your company’s network needs."
      hasError={problem !== null}
    >
      {problem && !FIELDS.includes(problem.field) && <ProblemAlert problem={problem} />}
      {kept?.setAside && (
        <Alert type="warning" statusIconAriaLabel="Warning" header="The settings could not be read">
          They begin anew, and the file was set aside: <span className="value">{kept.setAside}</span>
        </Alert>
      )}
      {kept && form && (
        <form onSubmit={submit} autoComplete="off">
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">Your company’s proxy</Header>}>
              <SpaceBetween size="l">
                <FieldFrame
                  name="proxy"
                  label="Address"
                  description={
                    <span data-testid="computer-says">
                      Empty: as this computer’s own settings say. {kept.computerSays}
                    </span>
                  }
                  constraint="For example proxy.example.com:8080"
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
                  label="User name"
                  description="Only if the proxy asks for one."
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
                  label="Password"
                  description={
                    kept.passwordHeld
                      ? "A password is held in memory. Leave this empty to keep it."
                      : "Only if the proxy asks for one."
                  }
                  constraint="It is never written to disk: you type it again when you open the program another time."
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
            <Container header={<Header variant="h2">Signing in with the browser</Header>}>
              <FieldFrame
                name="sign-in-region"
                label="Region"
                description="Where signing in begins. It has nothing to do with where your recordings are kept."
                constraint="For example us-east-1, which suits most companies"
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
                <Note kind="good">Saved. It counts from the next request on, and you stay signed in.</Note>
              </div>
            )}
            <div className="actions">
              <Button data-testid="save-settings" variant="primary" formAction="submit" loading={busy}>
                Save
              </Button>
            </div>
            <Container
              header={
                <Header
                  variant="h2"
                  description="Saves what is above, and asks each address of AWS for an answer. No key and no password goes to AWS."
                >
                  Can AWS be reached from here?
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
