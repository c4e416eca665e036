/** The window: what stands on every page, and the page itself. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { home as askHome, asProblem } from "./backend";
import { EndpointBanner } from "./components/EndpointBanner";
import { Masthead } from "./components/Masthead";
import { ProblemAlert } from "./components/ProblemAlert";
import { CloudscapeTexts } from "./language/CloudscapeTexts";
import type { Problem } from "./language/failures";
import { say } from "./language/say";
import type { Home as HomeMessage } from "./messages/Home";
import { go, type Place, usePlace } from "./place";
import { type Program, ProgramContext } from "./program";
import { SignIn } from "./screens/SignIn";
import { fetchPanels } from "./screens/sign-in/ways";

const pages = {
  home: () => import("./screens/Home"),
  account: () => import("./screens/Account"),
  details: () => import("./screens/Details"),
  review: () => import("./screens/Review"),
  run: () => import("./screens/Progress"),
  ready: () => import("./screens/Ready"),
  undo: () => import("./screens/Undo"),
  confirm: () => import("./screens/Confirm"),
  about: () => import("./screens/About"),
  elsewhere: () => import("./screens/Elsewhere"),
  settings: () => import("./screens/Settings"),
};
/** Home is fetched before anything is known of the setups, where the program says that there are some. */
if ("beginsAtHome" in window) {
  pages.home().catch(() => undefined);
}
const REST_AFTER_MS = 500;
const banner = () => import("./components/PracticeBanner");
const PracticeBanner = lazy(banner);
const Home = lazy(pages.home);
const Account = lazy(pages.account);
const Details = lazy(pages.details);
const Review = lazy(pages.review);
const Progress = lazy(pages.run);
const Ready = lazy(pages.ready);
const Undo = lazy(pages.undo);
const Confirm = lazy(pages.confirm);
const About = lazy(pages.about);
const Elsewhere = lazy(pages.elsewhere);
const Settings = lazy(pages.settings);

export const App = () => (
  <CloudscapeTexts>
    <Window />
  </CloudscapeTexts>
);

const Window = () => {
  const address = usePlace();
  const [home, setHome] = useState<HomeMessage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Asked while the page is drawn for the first time, so that neither waits for the other.
  const [first] = useState(() => askHome(false));
  const [kept] = useState<Pick<Program, "drafts" | "reviews">>(() => ({ drafts: new Map(), reviews: new Map() }));

  const refresh = useCallback(async () => {
    const answer = await askHome(true);
    setHome(answer);
    return answer;
  }, []);

  useEffect(() => {
    first
      .then((answer) => {
        setHome(answer);
        // The rest of a long list comes once the page can be used.
        return answer.more ? later(REST_AFTER_MS).then(refresh) : answer;
      })
      .catch((thrown) => setProblem(asProblem(thrown)));
    // The later pages are fetched while the first one is read.
    const soon = window.setTimeout(() => {
      fetchPanels().catch(() => undefined);
      for (const load of [...Object.values(pages), banner]) {
        load().catch(() => undefined);
      }
    }, 300);
    return () => window.clearTimeout(soon);
  }, [first, refresh]);

  const program = useMemo(() => (home ? { home, refresh, ...kept } : null), [home, refresh, kept]);

  // With no setup yet the first page is the way into AWS. It is drawn at once; the address follows.
  const nothingYet = address.page === "home" && home?.setups.length === 0 && home.setAside.length === 0 && !home.newer;
  const place: Place = nothingYet ? { page: "sign-in" } : address;
  useEffect(() => {
    if (nothingYet) {
      go({ page: "sign-in" }, true);
    }
  }, [nothingYet]);

  return (
    <>
      <button type="button" className="skip-link" onClick={skip}>
        {say("window.skip")}
      </button>
      <Masthead session={home?.session ?? null} refresh={refresh} />
      <main id="main" className="main" tabIndex={-1}>
        {problem && <ProblemAlert problem={problem} />}
        {program && (
          <ProgramContext value={program}>
            <EndpointBanner endpoint={program.home.session?.endpoint ?? program.home.endpoint} />
            <Suspense fallback={null}>
              {isPractice(program.home, place) && <PracticeBanner />}
              <Screen place={place} />
            </Suspense>
          </ProgramContext>
        )}
      </main>
    </>
  );
};

const Screen = ({ place }: { place: Place }) => {
  if (!("setup" in place)) {
    switch (place.page) {
      case "home":
        return <Home />;
      case "about":
        return <About />;
      case "elsewhere":
        return <Elsewhere />;
      case "settings":
        return <Settings />;
      case "sign-in":
        return <SignIn setup={null} />;
      case "account":
        return <Account setup={null} />;
    }
  }
  switch (place.page) {
    case "sign-in":
      return <SignIn setup={place.setup} />;
    case "account":
      return <Account setup={place.setup} />;
    case "details":
      return <Details key={place.setup} setup={place.setup} />;
    case "review":
      return <Review key={place.setup} setup={place.setup} />;
    case "run":
      return <Progress key={place.setup} setup={place.setup} />;
    case "ready":
      return <Ready key={place.setup} setup={place.setup} />;
    case "undo":
      return <Undo key={place.setup} setup={place.setup} />;
    case "confirm":
      return <Confirm key={place.setup} setup={place.setup} />;
    default:
      return <Home />;
  }
};

/** A setup says which world it is in; every other page is in that of the session. */
const isPractice = (home: HomeMessage, place: Place) => {
  const card = "setup" in place ? home.setups.find(({ setup }) => setup === place.setup) : undefined;
  return card ? card.practice : home.session?.kind === "practice";
};

const later = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });

/** A link would change the address, which says which page is shown. */
const skip = () => document.getElementById("main")?.focus();
