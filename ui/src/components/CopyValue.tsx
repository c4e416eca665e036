/** A value that AWS returned, with its name and a button that copies it. */
import Box from "@cloudscape-design/components/box";
import { say } from "../language/say";
import type { Value } from "../messages/Value";
import { CopyButton } from "./CopyButton";

export const CopyValue = ({ value, primary = false }: { value: Value; primary?: boolean }) => (
  <div>
    <Box variant="awsui-key-label">{value.label}</Box>
    <div className="value-row">
      <span className="value" data-testid={`value-${value.id}`}>
        {value.value}
      </span>
      <CopyButton
        text={value.value}
        label={say("copy.of", { what: value.label })}
        testId={`copy-${value.id}`}
        primary={primary}
      />
    </div>
  </div>
);
