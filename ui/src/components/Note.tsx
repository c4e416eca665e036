/** A sentence with a sign before it, for what is neither an alert nor a state. */
import Icon, { type IconProps } from "@cloudscape-design/components/icon";
import type { ReactNode } from "react";

type Kind = "good" | "information";

const SIGNS: Record<Kind, { name: IconProps.Name; variant: IconProps.Variant }> = {
  good: { name: "status-positive", variant: "success" },
  information: { name: "status-info", variant: "link" },
};

export const Note = ({ kind, children }: { kind: Kind; children: ReactNode }) => (
  <div className="note">
    <Icon {...SIGNS[kind]} />
    <div>{children}</div>
  </div>
);
