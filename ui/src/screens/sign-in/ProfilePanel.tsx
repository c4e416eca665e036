/** A profile of this computer. */
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type FormEvent, useEffect, useState } from "react";
import { profiles as askProfiles, asProblem } from "../../backend";
import { FieldFrame } from "../../components/FieldFrame";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
import { PROFILE_KINDS } from "../../language/session";
import type { ProfileChoice } from "../../messages/ProfileChoice";
import type { PanelProps } from "./panel";
import { errorAt, Submit } from "./Submit";

const ProfilePanel = ({ busy, problem, enter }: PanelProps) => {
  const [profiles, setProfiles] = useState<ProfileChoice[] | null>(null);
  const [unread, setUnread] = useState<Problem | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [code, setCode] = useState("");

  useEffect(() => {
    askProfiles()
      .then((answer) => {
        setProfiles(answer);
        setName((answer.length === 1 && answer[0]?.name) || null);
      })
      .catch((thrown) => setUnread(asProblem(thrown)));
  }, []);

  if (unread) {
    return <ProblemAlert problem={unread} />;
  }
  // A button before its list would only be pressed in vain.
  if (!profiles) {
    return <StatusIndicator type="loading">{say("signIn.profile.reading")}</StatusIndicator>;
  }
  if (profiles.length === 0) {
    return <p>{say("signIn.profile.none")}</p>;
  }

  const wantsCode = profiles.find((profile) => profile.name === name)?.wantsCode ?? false;
  const options = profiles.map((profile) => ({
    value: profile.name,
    label: profile.name,
    description: say(PROFILE_KINDS[profile.kind]),
    ...(profile.region ? { labelTag: profile.region } : {}),
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name === null);
    if (name !== null) {
      enter({ way: "profile", name, code: wantsCode ? code : null });
      // It works once.
      setCode("");
    }
  };

  return (
    <form onSubmit={submit}>
      <SpaceBetween size="l">
        <FieldFrame
          name="profile-list"
          label={say("field.profile-list")}
          description={say("signIn.profile.what")}
          error={missing ? say("signIn.profile.missing") : errorAt("profile-list", problem)}
        >
          <Select
            data-testid="profile-list"
            selectedOption={options.find((option) => option.value === name) ?? null}
            options={options}
            placeholder={say("signIn.profile.placeholder")}
            filteringType={options.length > 8 ? "auto" : "none"}
            filteringAriaLabel={say("signIn.profile.find")}
            onChange={({ detail }) => {
              setName(detail.selectedOption.value ?? null);
              setMissing(false);
            }}
          />
        </FieldFrame>
        {wantsCode && (
          <FieldFrame
            name="mfa-code"
            label={say("field.mfa-code")}
            description={say("signIn.profile.code.description")}
            error={errorAt("mfa-code", problem)}
          >
            <Input
              data-testid="mfa-code"
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              onChange={({ detail }) => setCode(detail.value)}
            />
          </FieldFrame>
        )}
        <Submit busy={busy} problem={problem} fields={wantsCode ? ["profile-list", "mfa-code"] : ["profile-list"]} />
      </SpaceBetween>
    </form>
  );
};
export default ProfilePanel;
