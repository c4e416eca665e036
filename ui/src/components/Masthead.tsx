/** The line at the top of the window: the way home, whose account this is, Settings, About, light or dark. */
import Button from "@cloudscape-design/components/button";
import { signOut } from "../backend";
import type { Home } from "../messages/Home";
import type { SessionView } from "../messages/SessionView";
import { go } from "../place";
import { type Theme, useTheme } from "../theme";
import { PROGRAM } from "./Page";

interface Props {
  session: SessionView | null;
  refresh: () => Promise<Home>;
}

export const Masthead = ({ session, refresh }: Props) => (
  <header className="masthead">
    <div className="masthead-row">
      <a className="masthead-name" href="#/home">
        <Mark />
        {PROGRAM}
      </a>
      {session && <Session session={session} refresh={refresh} />}
      <div className="masthead-tools">
        <ThemeButton />
        <Button variant="inline-link" data-testid="settings" onClick={() => go({ page: "settings" })}>
          Settings
        </Button>
        <Button variant="inline-link" onClick={() => go({ page: "about" })}>
          About
        </Button>
      </div>
    </div>
  </header>
);

const Session = ({ session, refresh }: { session: SessionView } & Pick<Props, "refresh">) => {
  const leave = async () => {
    // Whether it worked or not, the program says whose session is in hand.
    await signOut().catch(() => undefined);
    await refresh().catch(() => undefined);
    go({ page: "sign-in" });
  };
  return (
    <div className="masthead-session">
      <span>{session.kind === "practice" ? "Practice account" : `AWS account ${session.account}`}</span>
      <Button variant="inline-link" data-testid="sign-out" onClick={leave}>
        {session.kind === "real" ? "Sign out" : "Leave"}
      </Button>
    </div>
  );
};

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const NAMES: Record<Theme, string> = {
  system: "Theme: system",
  light: "Theme: light",
  dark: "Theme: dark",
};

const ThemeButton = () => {
  const [theme, choose] = useTheme();
  return (
    <Button variant="inline-link" onClick={() => choose(NEXT[theme])}>
      {NAMES[theme]}
    </Button>
  );
};

/** The program's mark: a box that a line leads into. */
const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2">
    <path d="M4 10v9a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-9" strokeLinecap="round" />
    <path d="M12 3v11m0 0-4-4m4 4 4-4" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
