/** The roles as they are now, and what the one button makes of them. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { DocumentView } from "../../components/DocumentView";
import { Say } from "../../language/Say";
import { say } from "../../language/say";
import type { WayInView } from "../../messages/WayInView";

export const WayIn = ({ wayIn, opens }: { wayIn: WayInView; opens: boolean }) => (
  <SpaceBetween size="s">
    {wayIn.roles.map(({ arn, trust }, index) => (
      <SpaceBetween key={arn} size="xxs">
        <div>
          <Say
            message={opens ? "ready.resume.role" : "ready.stop.role"}
            values={{
              arn,
              name: (name) => (
                <span className="value" data-testid={`role-${index + 1}`}>
                  {name}
                </span>
              ),
            }}
          />
        </div>
        {trust && (
          <DocumentView
            document={{
              id: `trust-now-${index + 1}`,
              title: say("ready.wayIn.now"),
              purpose: say("common.readJustNow"),
              json: trust,
            }}
          />
        )}
      </SpaceBetween>
    ))}
    {wayIn.becomes === null ? (
      <div>{say("ready.wayIn.stays")}</div>
    ) : (
      <DocumentView
        document={{
          id: "trust-then",
          title: say("ready.wayIn.then"),
          purpose: say(opens ? "ready.resume.before" : "ready.stop.nobody"),
          json: wayIn.becomes,
        }}
      />
    )}
  </SpaceBetween>
);
