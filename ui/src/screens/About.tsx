/** Who made the program, whom it talks to, and where its files are. */
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { lazy, Suspense, useEffect, useState } from "react";
import { about as askAbout, asProblem } from "../backend";
import { Page, PROGRAM } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { About as AboutMessage } from "../messages/About";
import type { Problem } from "../messages/Problem";

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
      title="About"
      description={`${PROGRAM} is not made by Vonage, nor by Amazon Web Services (AWS).`}
      hasError={problem !== null}
    >
      {problem && <ProblemAlert problem={problem} />}
      {about && (
        <Container>
          <KeyValuePairs
            columns={1}
            items={[
              { label: "Version", value: about.version },
              { label: "Published by", value: about.publisher },
              { label: "Licences", value: about.licence },
              { label: "Its files on this computer", value: <span className="value">{about.folder}</span> },
              {
                label: "The only addresses it contacts",
                value: (
                  <ul className="tight-list">
                    {about.hosts.map((host) => (
                      <li key={host}>{host}</li>
                    ))}
                  </ul>
                ),
              },
              { label: "What it tells its makers", value: "Nothing. It counts nobody and reports nothing." },
            ]}
          />
        </Container>
      )}
      {about && (
        <ExpandableSection
          variant="container"
          headerText="Works of others in it"
          data-testid="works-of-others"
          expanded={wanted}
          onChange={({ detail }) => setWanted(detail.expanded)}
        >
          {wanted && (
            <Suspense fallback="Opening the list">
              <Works />
            </Suspense>
          )}
        </ExpandableSection>
      )}
    </Page>
  );
};
export default About;
