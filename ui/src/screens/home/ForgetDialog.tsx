/** Asks before the record of a setup goes, and says what stays in AWS. */
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { asProblem, forget } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../messages/Problem";
import type { SetupCard } from "../../messages/SetupCard";
import type { SetupState } from "../../messages/SetupState";
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
      header="Forget this setup?"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button data-testid="forget-cancel" disabled={busy} onClick={onClose}>
              Cancel
            </Button>
            <Button data-testid="forget-confirm" variant="primary" loading={busy} onClick={confirm}>
              Forget it
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <div className="value">{nameOf(card)}</div>
        <div>{consequence(card.state)}</div>
        {problem && <ProblemAlert problem={problem} />}
      </SpaceBetween>
    </Modal>
  );
};

const consequence = (state: SetupState) => {
  switch (state) {
    case "draft":
      return "What you typed is lost. Nothing was made in AWS.";
    case "claimed":
      return "It goes from this computer. Nothing in AWS changes, and the file stays where it is.";
    case "undone":
      return "Everything it made was taken back. Only the record on this computer goes.";
    default:
      return "What it made stays in AWS, and this program will not find it again. Undo it first if you want it gone.";
  }
};
