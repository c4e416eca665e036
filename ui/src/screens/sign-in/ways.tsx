/** The ways into AWS, in the order they are offered. A new way is a line here and a panel. */
import type { ComponentType } from "react";
import type { Problem } from "../../messages/Problem";
import type { SignIn } from "../../messages/SignIn";
import { KeysPanel } from "./KeysPanel";
import { NumberPanel } from "./NumberPanel";
import { ProfilePanel } from "./ProfilePanel";

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
    id: "sign-in-profile",
    title: "This computer is already set up",
    description: "Someone has used AWS from this computer before, for example with the AWS command line.",
    Panel: ProfilePanel,
  },
  {
    id: "sign-in-keys",
    title: "I was given keys",
    description: "An access key id that starts with AKIA or ASIA, and a secret key.",
    Panel: KeysPanel,
  },
  {
    id: "sign-in-none",
    title: "I can’t, or someone else must do it",
    description: "Fill in and review everything without signing in. Creating needs someone who can sign in.",
    Panel: NumberPanel,
  },
];
