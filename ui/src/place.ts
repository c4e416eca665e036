/** Where the person is, kept in the address so that a reload comes back to it. */
import { useSyncExternalStore } from "react";

/** A page, with the setup it is about. `sign-in` and `account` carry one when an earlier setup is being opened. */
export type Place =
  | { page: "home" | "about" | "elsewhere" | "settings" | "sign-in" | "account" }
  | { page: "sign-in" | "account" | "details" | "review" | "run" | "ready" | "undo" | "confirm"; setup: string };

const ALONE = ["about", "elsewhere", "settings", "sign-in", "account"] as const;
const WITH_SETUP = ["sign-in", "account", "details", "review", "run", "ready", "undo", "confirm"] as const;

/** Reads `#/page/setup`; anything else is Home. */
export const parsePlace = (hash: string): Place => {
  const [page, setup] = hash.replace(/^#\/?/, "").split("/");
  const withSetup = WITH_SETUP.find((name) => name === page);
  if (withSetup && setup) {
    try {
      return { page: withSetup, setup: decodeURIComponent(setup) };
    } catch {
      // Half a percent sign: an address nobody here wrote.
      return { page: "home" };
    }
  }
  const alone = ALONE.find((name) => name === page);
  return { page: alone ?? "home" };
};

export const addressOf = (place: Place): string =>
  "setup" in place ? `#/${place.page}/${encodeURIComponent(place.setup)}` : `#/${place.page}`;

/** The page from which somebody went to sign in: one of a setup, or the one for setups from elsewhere. */
let wanted: Place | null = null;

const remember = (place: Place) => {
  const here = parsePlace(window.location.hash);
  if (place.page !== "sign-in" || here.page === "account" || here.page === "sign-in") {
    return;
  }
  wanted = "setup" in here || here.page === "elsewhere" ? here : null;
};

/** The page of this setup, or of none, from which somebody went to sign in, once. */
export const wantedPage = (setup: string | null): Place | null => {
  const page = wanted && ("setup" in wanted ? wanted.setup : null) === setup ? wanted : null;
  wanted = null;
  return page;
};

/** Goes to a page. With `instead`, the page left cannot be come back to with *Back*. */
export const go = (place: Place, instead = false) => {
  remember(place);
  const address = addressOf(place);
  if (instead) {
    window.location.replace(address);
  } else {
    window.location.hash = address;
  }
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

export const usePlace = (): Place => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parsePlace(hash);
};
