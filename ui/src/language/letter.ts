/** The message for whoever calls Vonage's API, and what each 400 answer of Vonage may mean. */
import type { Ready } from "../messages/Ready";
import { type PlainKey, say } from "./say";

/** The message, with everything in it. */
export const letterOf = ({ practice, values, request, vonagePage }: Ready) => {
  const letter = say("ready.letter", {
    role: values.roleArn,
    region: values.region,
    bucket: values.bucketName,
    request,
    page: vonagePage,
  });
  return `${practice ? say("ready.letter.practice", { letter }) : letter}\n`;
};

/** In the order to look. Vonage says only that its test file could not be written. */
export const REFUSALS: PlainKey[] = [
  "ready.tell.refused.values",
  "ready.tell.refused.young",
  "ready.tell.refused.services",
  "ready.tell.refused.changed",
  "ready.tell.refused.company",
  "ready.tell.refused.optIn",
];
