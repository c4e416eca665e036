/** Who made the program, whom it talks to, and where its files are. */
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { lazy, Suspense, useEffect, useState } from "react";
import { about as askAbout, asProblem } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../language/failures";
import { say } from "../language/say";
import type { About as AboutMessage } from "../messages/About";
import { Hosts } from "./about/Hosts";

// Half a megabyte of licences that hardly anybody opens.
const Works = lazy(() => import("./about/Works"));

const About = () => {
  const [wanted, setWanted] = useState(false);
  const [about, setAbout] = useState<AboutMessage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    askAbout()
      .then(setAbout)
      .catch((thrown) => setProblem(asProblem(thrown)));
  }, []);
  return (
    <Page
      title={say("about.title")}
      description={say("about.description", { program: say("program.name") })}
      hasError={problem !== null}
    >
      {problem && <ProblemAlert problem={problem} />}
      {about && (
        <Container>
          <KeyValuePairs
            columns={1}
            items={[
              { label: say("about.version"), value: about.version },
              { label: say("about.publisher"), value: say("about.publisher.who") },
              { label: say("about.licence"), value: about.licence },
              { label: say("about.folder"), value: <span className="value">{about.folder}</span> },
              { label: say("about.hosts"), value: <Hosts /> },
              { label: say("about.tells"), value: say("about.tells.nothing") },
            ]}
          />
        </Container>
      )}
      {about && (
        <ExpandableSection
          variant="container"
          headerText={say("about.works.title")}
          data-testid="works-of-others"
          expanded={wanted}
          onChange={({ detail }) => setWanted(detail.expanded)}
        >
          {wanted && (
            <Suspense fallback={say("about.works.opening")}>
              <Works />
            </Suspense>
          )}
        </ExpandableSection>
      )}
    </Page>
  );
};
export default About;
