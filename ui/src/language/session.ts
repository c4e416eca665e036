/** What is said of the way into AWS. Each switch has an arm for every kind, or tsc says that one is missing. */
import type { ComputerSays } from "../messages/ComputerSays";
import type { ProfileKind } from "../messages/ProfileKind";
import type { Source } from "../messages/Source";
import { refusalText } from "./failures";
import { type PlainKey, say } from "./say";

/** Where the way in came from. Without one there is only an account number. */
export const sourceText = (source: Source | null): string => {
  if (source === null) {
    return say("account.source.number");
  }
  switch (source.kind) {
    case "practice":
      return say("account.source.practice");
    case "browser":
      return say("account.source.browser");
    case "identity-center":
      return say("account.source.center", { account: source.account, role: source.role });
    case "profile":
      return say("account.source.profile", { name: source.name });
    case "keys":
      return say("account.source.keys");
  }
};

/** Where the keys of a profile come from. */
export const PROFILE_KINDS = {
  keys: "signIn.profile.kind.keys",
  role: "signIn.profile.kind.role",
  "role-with-code": "signIn.profile.kind.roleWithCode",
  "identity-center": "signIn.profile.kind.identityCenter",
  "login-session": "signIn.profile.kind.loginSession",
  process: "signIn.profile.kind.process",
  "web-identity": "signIn.profile.kind.webIdentity",
  "inside-aws": "signIn.profile.kind.insideAws",
  incomplete: "signIn.profile.kind.incomplete",
} satisfies Record<ProfileKind, PlainKey>;

/** What the computer itself says about a proxy. */
export const computerSays = (says: ComputerSays): string => {
  switch (says.kind) {
    case "nothing":
      return say("settings.proxy.computer.nothing");
    case "proxy":
      return say("settings.proxy.computer.proxy", { address: says.address });
    case "script":
      return says.address === null
        ? say("settings.proxy.computer.script")
        : say("settings.proxy.computer.script.at", { address: says.address });
    case "unusable":
      return say("settings.proxy.computer.unusable", { setting: says.setting, refusal: refusalText(says.refusal) });
  }
};
