/** What is said of a text that was pasted as Vonage’s. */
import type { PasteWarning } from "../messages/PasteWarning";
import type { VonageReading } from "../messages/VonageReading";
import { MOST_PASTED } from "../pasted";
import { say } from "./say";

/** What was found, in one sentence. */
export const readingText = ({ primary, secondary, warnings }: VonageReading): string => {
  if (warnings.some((warning) => warning.kind === "too-much")) {
    return say("details.vonage.reading.tooMuch", { most: MOST_PASTED });
  }
  if (primary !== null && secondary !== null) {
    return say("details.vonage.reading.both");
  }
  return say(primary === null && secondary === null ? "details.vonage.reading.none" : "details.vonage.reading.one");
};

/** What is worth a second look; null when the sentence above or the field itself says it, for as long as it is true. */
export const warningText = (warning: PasteWarning): string | null => {
  switch (warning.kind) {
    case "too-much":
    case "two-accounts":
    case "whole-account":
      return null;
    case "nothing-found":
      return say("details.vonage.warning.nothingFound");
    case "only-one":
      return say("details.vonage.warning.onlyOne");
    case "more-than-two":
      return say("details.vonage.warning.moreThanTwo", { count: warning.count });
    case "same-twice":
      return say("details.vonage.warning.sameTwice");
    case "rejoined":
      return say("details.vonage.warning.rejoined", { text: warning.text });
    case "other-arn":
      return say("details.vonage.warning.otherArn", { text: warning.text });
  }
};
