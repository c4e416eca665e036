/** Tries whether AWS can be reached from here, host by host, and says what stands in the way. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { asProblem, testConnection } from "../backend";
import { askOf, causeOf, type Problem, remedyOf } from "../language/failures";
import { HOST_SERVICES } from "../language/kinds";
import { Say } from "../language/Say";
import { say } from "../language/say";
import type { HostView } from "../messages/HostView";
import { CopyButton } from "./CopyButton";

interface Props {
  /** Is done first; answers whether to go on. */
  before?: () => Promise<boolean>;
}

const ConnectionTest = ({ before }: Props) => {
  const [busy, setBusy] = useState(false);
  const [hosts, setHosts] = useState<HostView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const press = async () => {
    setBusy(true);
    setHosts(null);
    setProblem(null);
    try {
      if (!before || (await before())) {
        setHosts(await testConnection());
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <SpaceBetween size="s">
      <Button
        data-testid="test-connection"
        formAction="none"
        loading={busy}
        loadingText={say("connection.trying")}
        onClick={press}
      >
        {say("connection.test")}
      </Button>
      <div role="status">
        {problem && (
          <div data-testid="test-connection-problem">
            {causeOf(problem)} {remedyOf(problem)}
          </div>
        )}
        {hosts && <Hosts hosts={hosts} />}
      </div>
    </SpaceBetween>
  );
};
export default ConnectionTest;

const Hosts = ({ hosts }: { hosts: HostView[] }) => {
  const problems = hosts.flatMap(({ problem }) => (problem ? [problem] : []));
  const kinds = problems.filter(
    ({ failure }, at) => problems.findIndex((earlier) => earlier.failure.kind === failure.kind) === at,
  );
  return (
    <SpaceBetween size="s">
      <Box variant="strong">{summary(hosts)}</Box>
      <ul className="tight-list">
        {hosts.map((host) => (
          <li key={host.host} data-testid={`host-${host.host}`} data-kind={host.problem?.failure.kind ?? "reached"}>
            <Say
              message="connection.host"
              values={{ host: host.host, purpose: say(HOST_SERVICES[host.service]), outcome: <Outcome host={host} /> }}
            />
          </li>
        ))}
      </ul>
      {kinds.map((problem) => (
        <Help key={problem.failure.kind} problem={problem} />
      ))}
    </SpaceBetween>
  );
};

const Help = ({ problem }: { problem: Problem }) => {
  const ask = askOf(problem);
  return (
    <SpaceBetween size="xs">
      <div>{remedyOf(problem)}</div>
      {ask && <div className="prose">{ask}</div>}
      {ask && <CopyButton text={ask} label={say("problem.ask.copy")} />}
    </SpaceBetween>
  );
};

const Outcome = ({ host }: { host: HostView }) => (
  <>
    {host.milliseconds !== null && (
      <StatusIndicator type="success">{say("connection.reached", { milliseconds: host.milliseconds })}</StatusIndicator>
    )}
    {host.problem && <StatusIndicator type="error">{causeOf(host.problem)}</StatusIndicator>}
  </>
);

const summary = (hosts: HostView[]) => {
  const reached = hosts.filter((host) => host.milliseconds !== null).length;
  return reached === hosts.length ? say("connection.all") : say("connection.some", { reached, all: hosts.length });
};
