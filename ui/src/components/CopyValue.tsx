/** A value that AWS returned, with its name and a button that copies it. */
import Box from "@cloudscape-design/components/box";
import { say } from "../language/say";
import { CopyButton } from "./CopyButton";

interface Props {
  id: string;
  /** What it is called. */
  label: string;
  value: string;
  primary?: boolean;
}

export const CopyValue = ({ id, label, value, primary = false }: Props) => (
  <div>
    <Box variant="awsui-key-label">{label}</Box>
    <div className="value-row">
      <span className="value" data-testid={`value-${id}`}>
        {value}
      </span>
      <CopyButton text={value} label={say("copy.of", { what: label })} testId={`copy-${id}`} primary={primary} />
    </div>
  </div>
);
