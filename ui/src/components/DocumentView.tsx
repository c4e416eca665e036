/** A document exactly as AWS gets it, folded away until it is wanted. */
import CodeView from "@cloudscape-design/code-view/code-view";
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { say } from "../language/say";
import { CopyButton } from "./CopyButton";

interface Document {
  id: string;
  title: string;
  /** What it does. */
  purpose: string;
  /** To the letter. */
  json: string;
}

export const DocumentView = ({ document }: { document: Document }) => (
  <ExpandableSection
    data-testid={`document-${document.id}`}
    headerText={document.title}
    headerDescription={document.purpose}
  >
    <SpaceBetween size="xs">
      <div data-testid={`document-${document.id}-text`}>
        <CodeView content={document.json} wrapLines ariaLabel={document.title} />
      </div>
      <Box float="right">
        <CopyButton text={document.json} label={say("copy.of", { what: document.title })} />
      </Box>
    </SpaceBetween>
  </ExpandableSection>
);
