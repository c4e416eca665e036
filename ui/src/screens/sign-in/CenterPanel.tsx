/** A company's page with tiles (IAM Identity Center): its address, the browser, then an account and a role. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import {
  asProblem,
  beginCenterCode,
  beginCenterSignIn,
  cancelCenterSignIn,
  centerRoles,
  finishCenterSignIn,
} from "../../backend";
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
import type { AccountChoice } from "../../messages/AccountChoice";
import type { CenterLink } from "../../messages/CenterLink";
import { type Address, CenterAddress } from "./CenterAddress";
import { CenterChoice } from "./CenterChoice";
import type { PanelProps } from "./panel";
import { WaitingForCenter } from "./WaitingForCenter";

type Stage =
  | { at: "address" }
  | { at: "browser"; begun: CenterLink }
  | { at: "account"; accounts: AccountChoice[] }
  | { at: "role"; accounts: AccountChoice[]; account: AccountChoice; roles: string[] };

/** After these a session on the page is no more, and another account or role would not help. */
const BEGIN_AGAIN: ReadonlySet<string> = new Set(["center-session-ended", "center-not-begun", "center-cancelled"]);

const CenterPanel = ({ busy, problem, enter }: PanelProps) => {
  const [stage, setStage] = useState<Stage>({ at: "address" });
  const [address, setAddress] = useState<Address>({ startUrl: "", region: "" });
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  // Of the page around this panel, which forgets it only when a role is tried anew.
  const [past, setPast] = useState<Problem | null>(null);
  const shown = useRef(true);

  // Whoever leaves this panel waits no more.
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      cancelCenterSignIn().catch(() => undefined);
    };
  }, []);

  const wrong = failure ?? (problem === past ? null : problem);
  const again = wrong !== null && BEGIN_AGAIN.has(wrong.failure.kind);
  useEffect(() => {
    if (again) {
      setStage({ at: "address" });
    }
  }, [again]);

  /** Does one thing at a time, and tells why it did not work. */
  const work = async (doing: () => Promise<void>) => {
    setWorking(true);
    setFailure(null);
    setPast(problem);
    try {
      await doing();
    } catch (thrown) {
      if (shown.current) {
        setFailure(asProblem(thrown));
      }
    } finally {
      setWorking(false);
    }
  };

  const signIn = (begin: () => Promise<CenterLink>) =>
    work(async () => {
      const begun = await begin();
      if (!shown.current) {
        await cancelCenterSignIn();
        return;
      }
      setStage({ at: "browser", begun });
      try {
        const accounts = await finishCenterSignIn();
        const [only] = accounts;
        setStage({ at: "account", accounts });
        if (only && accounts.length === 1) {
          await chooseAccount(only, accounts);
        }
      } catch (thrown) {
        setStage({ at: "address" });
        throw thrown;
      }
    });

  const chooseAccount = async (account: AccountChoice, accounts: AccountChoice[]) => {
    const roles = await centerRoles(account.id);
    const [only] = roles;
    setStage({ at: "role", accounts, account, roles });
    if (only !== undefined && roles.length === 1) {
      await enter({ way: "identity-center", account: account.id, role: only });
    }
  };

  /** To the accounts, where there is another one to choose, and else to the page's address: another user may sign in. */
  const back = () => {
    setFailure(null);
    setPast(problem);
    if (stage.at === "role" && stage.accounts.length > 1) {
      setStage({ at: "account", accounts: stage.accounts });
      return;
    }
    cancelCenterSignIn().catch(() => undefined);
    setStage({ at: "address" });
  };

  const content = (): ReactNode => {
    switch (stage.at) {
      case "browser":
        return <WaitingForCenter begun={stage.begun} />;
      case "account":
        return (
          <CenterChoice
            key="account"
            name="center-account"
            label={say("field.center-account")}
            description={say("signIn.center.account.description")}
            options={stage.accounts.map(({ id, name }) => ({ value: id, label: name, labelTag: id }))}
            busy={working || busy}
            problem={wrong}
            choose={(id) => {
              const account = stage.accounts.find((known) => known.id === id);
              return account && work(() => chooseAccount(account, stage.accounts));
            }}
            back={back}
          />
        );
      case "role":
        return (
          <CenterChoice
            key="role"
            name="center-role"
            label={say("field.center-role")}
            description={say("signIn.center.role.description", { name: stage.account.name, account: stage.account.id })}
            options={stage.roles.map((role) => ({ value: role, label: role }))}
            busy={working || busy}
            problem={wrong}
            choose={(role) => work(() => enter({ way: "identity-center", account: stage.account.id, role }))}
            back={back}
          />
        );
      default:
        return (
          <CenterAddress
            address={address}
            onChange={setAddress}
            busy={working}
            problem={wrong}
            begin={() => signIn(() => beginCenterSignIn(address.startUrl, address.region))}
            beginWithCode={() => signIn(beginCenterCode)}
          />
        );
    }
  };
  return content();
};
export default CenterPanel;
