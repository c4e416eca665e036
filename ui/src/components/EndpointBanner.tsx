/** Says on every page that requests do not go to AWS, when they do not. */
import Alert from "@cloudscape-design/components/alert";
import { say } from "../language/say";

export const EndpointBanner = ({ endpoint }: { endpoint: string | null }) =>
  endpoint && (
    <div className="banner">
      <Alert type="warning" data-testid="endpoint-banner">
        {say("endpoint.notAws", { endpoint })}
      </Alert>
    </div>
  );
