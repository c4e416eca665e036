/** All setups: those in AWS before those made in Practice, with a search once there are several and pages once many. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter, { type TextFilterProps } from "@cloudscape-design/components/text-filter";
import { useRef, useState } from "react";
import { say } from "../../language/say";
import type { SessionView } from "../../messages/SessionView";
import type { SetupCard } from "../../messages/SetupCard";
import { isFound, numbered } from "./card";
import { SetupCards } from "./SetupCards";

/** Up to so many are seen at a glance. */
const AT_A_GLANCE = 5;
/** Thousands of cards at once would take seconds to draw. */
const PER_PAGE = 12;

interface Props {
  setups: SetupCard[];
  session: SessionView | null;
  onForget: (card: SetupCard) => void;
}

export const SetupList = ({ setups, session, onForget }: Props) => {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(1);
  const box = useRef<TextFilterProps.Ref>(null);

  const search = (text: string) => {
    setTyped(text);
    setAsked(1);
  };

  const searches = setups.length > AT_A_GLANCE;
  const all = numbered(setups);
  const found = searches ? all.filter(({ card }) => isFound(card, typed)) : all;
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  // The last page goes when its only setup is forgotten.
  const page = Math.min(asked, pages);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const real = shown.filter(({ card }) => !card.practice);
  const practice = shown.filter(({ card }) => card.practice);
  const isMixed = setups.some((card) => !card.practice);

  return (
    <SpaceBetween size="l">
      {searches && (
        <TextFilter
          ref={box}
          data-testid="search"
          filteringText={typed}
          filteringPlaceholder={say("home.search")}
          filteringAriaLabel={say("home.search")}
          filteringClearAriaLabel={say("home.search.clear")}
          countText={say("home.search.count", { found: found.length, all: setups.length })}
          onChange={({ detail }) => search(detail.filteringText)}
        />
      )}
      {searches && found.length === 0 && (
        <Box textAlign="center" padding="l">
          <SpaceBetween size="s">
            <div>{say("home.search.none")}</div>
            <Button
              data-testid="clear-search"
              onClick={() => {
                search("");
                box.current?.focus();
              }}
            >
              {say("home.search.clear")}
            </Button>
          </SpaceBetween>
        </Box>
      )}
      {pages > 1 && (
        <Pagination
          data-testid="pages"
          currentPageIndex={page}
          pagesCount={pages}
          ariaLabels={{
            paginationLabel: say("home.pages"),
            pageLabel: (number) => say("home.pages.page", { number }),
          }}
          onChange={({ detail }) => setAsked(detail.currentPageIndex)}
        />
      )}
      {real.length > 0 && <SetupCards cards={real} session={session} onForget={onForget} />}
      {practice.length > 0 && (
        <SetupCards
          cards={practice}
          session={session}
          header={isMixed && <Header variant="h2">{say("common.practice")}</Header>}
          onForget={onForget}
        />
      )}
    </SpaceBetween>
  );
};
