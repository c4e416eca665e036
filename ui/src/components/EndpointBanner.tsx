/** Says on every page that requests do not go to AWS, when they do not. */
import Alert from "@cloudscape-design/components/alert";

export const EndpointBanner = ({ endpoint }: { endpoint: string | null }) =>
  endpoint && (
    <div className="banner">
      <Alert type="warning" statusIconAriaLabel="Warning" data-testid="endpoint-banner">
        Requests go to {endpoint}, not to AWS.
      </Alert>
    </div>
  );
