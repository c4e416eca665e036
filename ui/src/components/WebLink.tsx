/** Opens a page of the program's own list in the browser. */
import Button from "@cloudscape-design/components/button";
import { type ReactNode, useState } from "react";
import { type LinkId, openLink } from "../backend";
import { say } from "../language/say";

interface Props {
  id: LinkId;
  children: ReactNode;
}

export const WebLink = ({ id, children }: Props) => {
  const [refused, setRefused] = useState(false);
  const open = async () => {
    try {
      await openLink(id);
      setRefused(false);
    } catch {
      setRefused(true);
    }
  };
  return (
    <>
      <Button variant="inline-link" formAction="none" iconName="external" iconAlign="right" onClick={open}>
        {children}
      </Button>
      {refused && <span role="alert"> {say("link.refused")}</span>}
    </>
  );
};
