import { expect, test } from "vitest";
import { addressOf, type Place, parsePlace } from "./place";

const PLACES: Place[] = [
  { page: "home" },
  { page: "about" },
  { page: "settings" },
  { page: "sign-in" },
  { page: "account" },
  { page: "sign-in", setup: "a/b" },
  { page: "account", setup: "1" },
  { page: "details", setup: "1" },
  { page: "review", setup: "1" },
  { page: "run", setup: "1" },
  { page: "ready", setup: "ä #?" },
  { page: "undo", setup: "1" },
];

test.each(PLACES)("an address leads back to where it was taken: $page", (place) => {
  expect(parsePlace(addressOf(place))).toEqual(place);
});

test.each(["", "#", "#/", "#/nowhere", "#/details", "#/run/", "#/undo", "#/%", "#/run/%"])("%s is Home", (hash) => {
  expect(parsePlace(hash)).toEqual({ page: "home" });
});
