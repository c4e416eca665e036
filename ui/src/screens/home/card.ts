/** What Home says of a setup, by which words it is found, and where it leads. */

import { say } from "../../language/say";
import type { SessionView } from "../../messages/SessionView";
import type { SetupCard } from "../../messages/SetupCard";
import type { Place } from "../../place";

export const nameOf = ({ title }: SetupCard) => title || say("home.card.unnamed");
export const accountOf = ({ practice, account }: SetupCard) =>
  practice ? say("common.practice") : (account ?? say("home.card.account.unknown"));
export const regionOf = ({ region }: SetupCard) => region ?? say("home.card.region.unknown");

/** A card with the number that it keeps whatever is searched for. */
export interface NumberedCard {
  card: SetupCard;
  number: number;
}

/** Setups in AWS come first, then those made in Practice. */
export const numbered = (cards: SetupCard[]): NumberedCard[] =>
  [...cards.filter((card) => !card.practice), ...cards.filter((card) => card.practice)].map((card, index) => ({
    card,
    number: index + 1,
  }));

/** Whether what is typed stands in the name, the account or the region. Capitals do not matter. */
export const isFound = (card: SetupCard, typed: string) => {
  const wanted = typed.trim().toLowerCase();
  return [nameOf(card), accountOf(card), card.account ?? "", regionOf(card)].some((text) =>
    text.toLowerCase().includes(wanted),
  );
};

/** Whether somebody is in the world of a setup, of which there are two: the real one and Practice. */
export const isInWorldOf = ({ practice }: SetupCard, session: SessionView | null) =>
  session !== null && (session.kind === "practice") === practice;

/** The page a setup is opened on. */
export const placeOf = (card: SetupCard, session: SessionView | null): Place => {
  const { setup, state } = card;
  switch (state) {
    case "draft":
      return { page: isInWorldOf(card, session) ? "details" : "sign-in", setup };
    case "claimed":
      return { page: "confirm", setup };
    case "running":
    case "unfinished":
      return { page: "run", setup };
    case "ready":
    case "stopped":
      return { page: "ready", setup };
    case "removing":
    case "kept":
    case "undone":
      return { page: "undo", setup };
  }
};
