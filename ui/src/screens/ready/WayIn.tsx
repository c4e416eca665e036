/** The roles as they are now, and what the one button makes of them. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { DocumentView } from "../../components/DocumentView";
import type { WayInView } from "../../messages/WayInView";

export const WayIn = ({ wayIn, opens }: { wayIn: WayInView; opens: boolean }) => (
  <SpaceBetween size="s">
    {wayIn.roles.map(({ arn, trust }, index) => (
      <SpaceBetween key={arn} size="xxs">
        <div>
          {opens ? "This role opens: " : "This role is closed: "}
          <span className="value" data-testid={`role-${index + 1}`}>
            {arn}
          </span>
        </div>
        {trust && (
          <DocumentView
            document={{
              id: `trust-now-${index + 1}`,
              title: "Whom it lets in now",
              purpose: "Read from AWS just now.",
              json: trust,
            }}
          />
        )}
      </SpaceBetween>
    ))}
    {wayIn.becomes === null ? (
      <div>Somebody changed whom the role lets in since. That stays as it is.</div>
    ) : (
      <DocumentView
        document={{
          id: "trust-then",
          title: "Whom it lets in then",
          purpose: opens ? "What was there before it was closed." : "Nobody.",
          json: wayIn.becomes,
        }}
      />
    )}
  </SpaceBetween>
);
