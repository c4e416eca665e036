/** The line at the top of the window: the way home, whose account this is, Settings, About, light or dark. */
import Button from "@cloudscape-design/components/button";
import { signOut } from "../backend";
import { SESSION_LEAVE, SESSION_NAMES } from "../language/kinds";
import { type PlainKey, say } from "../language/say";
import type { Home } from "../messages/Home";
import type { SessionView } from "../messages/SessionView";
import { go } from "../place";
import { type Theme, useTheme } from "../theme";

interface Props {
  session: SessionView | null;
  refresh: () => Promise<Home>;
}

export const Masthead = ({ session, refresh }: Props) => (
  <header className="masthead">
    <div className="masthead-row">
      <a className="masthead-name" href="#/home">
        <Mark />
        {say("program.name")}
      </a>
      {session && <Session session={session} refresh={refresh} />}
      <div className="masthead-tools">
        <ThemeButton />
        <Button variant="inline-link" data-testid="settings" onClick={() => go({ page: "settings" })}>
          {say("window.settings")}
        </Button>
        <Button variant="inline-link" onClick={() => go({ page: "about" })}>
          {say("window.about")}
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
      <span>{say(SESSION_NAMES[session.kind], { account: session.account })}</span>
      <Button variant="inline-link" data-testid="sign-out" onClick={leave}>
        {say(SESSION_LEAVE[session.kind])}
      </Button>
    </div>
  );
};

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const NAMES = {
  system: "theme.system",
  light: "theme.light",
  dark: "theme.dark",
} satisfies Record<Theme, PlainKey>;

const ThemeButton = () => {
  const [theme, choose] = useTheme();
  return (
    <Button variant="inline-link" onClick={() => choose(NEXT[theme])}>
      {say(NAMES[theme])}
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
