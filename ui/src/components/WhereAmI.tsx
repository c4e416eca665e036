/** The five stages of a setup, and which one this is. */
import { type PlainKey, say } from "../language/say";

const STAGES = {
  account: "stages.account",
  details: "stages.details",
  review: "stages.review",
  create: "stages.create",
  tellVonage: "stages.tellVonage",
} satisfies Record<string, PlainKey>;

export type Stage = keyof typeof STAGES;

const IN_ORDER = Object.keys(STAGES) as Stage[];

/** So few that they need no writing out, which would take time before the first picture. */
const numberOf = (stage: Stage) => String(IN_ORDER.indexOf(stage) + 1);

export const WhereAmI = ({ stage }: { stage: Stage }) => (
  <nav aria-label={say("stages.label")}>
    <ol className="where">
      {IN_ORDER.map((one) => (
        <li key={one} aria-current={one === stage ? "step" : undefined}>
          <span className="where-number" aria-hidden="true">
            {numberOf(one)}
          </span>
          {say(STAGES[one])}
        </li>
      ))}
      <li className="where-short" aria-hidden="true">
        {say("stages.here", { number: numberOf(stage), all: String(IN_ORDER.length), stage: say(STAGES[stage]) })}
      </li>
    </ol>
  </nav>
);
