/** The ways into AWS, in the order they are offered. A new way is a line here and a panel. */
import { type ComponentType, lazy } from "react";
import type { Problem } from "../../messages/Problem";
import type { SignIn } from "../../messages/SignIn";

// What a panel needs is more than the page itself, which is drawn first.
const panels = {
  browser: () => import("./BrowserPanel"),
  center: () => import("./CenterPanel"),
  profile: () => import("./ProfilePanel"),
  keys: () => import("./KeysPanel"),
  number: () => import("./NumberPanel"),
};

/** Fetches every panel, so that none is waited for when its way is chosen. */
export const fetchPanels = () => Promise.all(Object.values(panels).map((load) => load()));

export interface PanelProps {
  /** An answer is awaited. */
  busy: boolean;
  /** Why the last try did not work. */
  problem: Problem | null;
  enter: (way: SignIn) => Promise<void>;
}

interface Way {
  /** Its test id. */
  id: string;
  title: string;
  description: string;
  Panel: ComponentType<PanelProps>;
}

export const WAYS: Way[] = [
  {
    id: "sign-in-browser",
    title: "I have a user name and password",
    description: "You sign in on AWS’s own page, in your browser.",
    Panel: lazy(panels.browser),
  },
  {
    id: "sign-in-identity-center",
    title: "I use my company’s page with tiles",
    description: "The page that shows your AWS accounts, often under the name “AWS access portal” or “AWS SSO”.",
    Panel: lazy(panels.center),
  },
  {
    id: "sign-in-profile",
    title: "This computer is already set up",
    description: "Someone has used AWS from this computer before, for example with the AWS command line.",
    Panel: lazy(panels.profile),
  },
  {
    id: "sign-in-keys",
    title: "I was given keys",
    description: "An access key id that starts with AKIA or ASIA, and a secret key.",
    Panel: lazy(panels.keys),
  },
  {
    id: "sign-in-none",
    title: "I can’t, or someone else must do it",
    description: "Fill in and review everything without signing in. Creating needs someone who can sign in.",
    Panel: lazy(panels.number),
  },
];
