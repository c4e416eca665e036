/** Asks before the record of a setup goes, and says what stays in AWS. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { asProblem, forget } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../language/failures";
import { FORGETTING } from "../../language/kinds";
import { say } from "../../language/say";
import type { SetupCard } from "../../messages/SetupCard";
import { nameOf } from "./card";

interface Props {
  card: SetupCard;
  onClose: () => void;
  onForgotten: () => void;
}

export const ForgetDialog = ({ card, onClose, onForgotten }: Props) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await forget(card.setup);
      onForgotten();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Modal
      visible
      header={say("home.forget.title")}
      closeAriaLabel={say("common.close")}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button data-testid="forget-cancel" disabled={busy} onClick={onClose}>
              {say("common.cancel")}
            </Button>
            <Button data-testid="forget-confirm" variant="primary" loading={busy} onClick={confirm}>
              {say("home.forget.confirm")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <div className="value">{nameOf(card)}</div>
        <div>{say(FORGETTING[card.state])}</div>
        {problem && <ProblemAlert problem={problem} />}
      </SpaceBetween>
    </Modal>
  );
};
