/** Tries whether AWS can be reached from here, host by host, and says what stands in the way. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { asProblem, testConnection } from "../backend";
import { Say } from "../language/Say";
import { say } from "../language/say";
import type { HostView } from "../messages/HostView";
import type { Problem } from "../messages/Problem";
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
            {problem.cause} {problem.remedy}
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
  const kinds = problems.filter(({ kind }, at) => problems.findIndex((earlier) => earlier.kind === kind) === at);
  return (
    <SpaceBetween size="s">
      <Box variant="strong">{summary(hosts)}</Box>
      <ul className="tight-list">
        {hosts.map((host) => (
          <li key={host.host} data-testid={`host-${host.host}`} data-kind={host.problem?.kind ?? "reached"}>
            <Say
              message="connection.host"
              values={{ host: host.host, purpose: host.purpose, outcome: <Outcome host={host} /> }}
            />
          </li>
        ))}
      </ul>
      {kinds.map(({ kind, remedy, ask }) => (
        <SpaceBetween key={kind} size="xs">
          <div>{remedy}</div>
          {ask && <div className="prose">{ask}</div>}
          {ask && <CopyButton text={ask} label={say("problem.ask.copy")} />}
        </SpaceBetween>
      ))}
    </SpaceBetween>
  );
};

const Outcome = ({ host }: { host: HostView }) => (
  <>
    {host.milliseconds !== null && (
      <StatusIndicator type="success">{say("connection.reached", { milliseconds: host.milliseconds })}</StatusIndicator>
    )}
    {host.problem && <StatusIndicator type="error">{host.problem.cause}</StatusIndicator>}
  </>
);

const summary = (hosts: HostView[]) => {
  const reached = hosts.filter((host) => host.milliseconds !== null).length;
  return reached === hosts.length ? say("connection.all") : say("connection.some", { reached, all: hosts.length });
};
