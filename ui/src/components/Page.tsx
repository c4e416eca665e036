/** What every page has: its title in the window and as a heading that takes the focus, and where it stands on the way. */
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useRef } from "react";
import { say } from "../language/say";
import { type Stage, WhereAmI } from "./WhereAmI";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  stage?: Stage;
  /** Something on the page must be changed; the window's title says so first. */
  hasError?: boolean;
  children: ReactNode;
}

export const Page = ({ title, description, actions, stage, hasError = false, children }: Props) => {
  const heading = useRef<HTMLDivElement>(null);

  useEffect(() => {
    document.title = say(hasError ? "window.titleWithError" : "window.title", { title, program: say("program.name") });
  }, [title, hasError]);

  // A new page is read from its heading, wherever the button that led here stood.
  useEffect(() => {
    window.scrollTo(0, 0);
    const h1 = heading.current?.querySelector("h1");
    h1?.setAttribute("tabindex", "-1");
    h1?.focus();
  }, []);

  return (
    <>
      {stage && <WhereAmI stage={stage} />}
      <SpaceBetween size="l">
        <div ref={heading}>
          <Header variant="h1" description={description} actions={actions}>
            {title}
          </Header>
        </div>
        {children}
      </SpaceBetween>
    </>
  );
};
