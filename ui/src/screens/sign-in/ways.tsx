/** The ways into AWS, in the order they are offered. A new way is a line here and a panel. */
import { type ComponentType, lazy } from "react";
import type { PlainKey } from "../../language/say";
import type { PanelProps } from "./panel";

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

interface Way {
  /** Its test id. */
  id: string;
  title: PlainKey;
  description: PlainKey;
  Panel: ComponentType<PanelProps>;
}

export const WAYS: Way[] = [
  {
    id: "sign-in-browser",
    title: "signIn.browser.title",
    description: "signIn.browser.description",
    Panel: lazy(panels.browser),
  },
  {
    id: "sign-in-identity-center",
    title: "signIn.center.title",
    description: "signIn.center.description",
    Panel: lazy(panels.center),
  },
  {
    id: "sign-in-profile",
    title: "signIn.profile.title",
    description: "signIn.profile.description",
    Panel: lazy(panels.profile),
  },
  {
    id: "sign-in-keys",
    title: "signIn.keys.title",
    description: "signIn.keys.description",
    Panel: lazy(panels.keys),
  },
  {
    id: "sign-in-none",
    title: "signIn.number.title",
    description: "signIn.number.description",
    Panel: lazy(panels.number),
  },
];
