/** The five stages of a setup, and which one this is. */
const STAGES = ["AWS account", "Details", "Review", "Create", "Tell Vonage"] as const;

export type Stage = (typeof STAGES)[number];

export const WhereAmI = ({ stage }: { stage: Stage }) => (
  <nav aria-label="Stages of the setup">
    <ol className="where">
      {STAGES.map((name, index) => (
        <li key={name} aria-current={name === stage ? "step" : undefined}>
          <span className="where-number" aria-hidden="true">
            {index + 1}
          </span>
          {name}
        </li>
      ))}
      <li className="where-short" aria-hidden="true">
        Stage {STAGES.indexOf(stage) + 1} of {STAGES.length}: {stage}
      </li>
    </ol>
  </nav>
);
