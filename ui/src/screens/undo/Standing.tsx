/** Where a setup stands once taking back was begun, and what can still be done. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { dateOf } from "../../components/date";
import type { UndoView } from "../../messages/UndoView";

interface Props {
  view: UndoView;
  busy: boolean;
  onKeepKey: () => void;
}

export const Standing = ({ view, busy, onKeepKey }: Props) => {
  switch (view.state) {
    case "undone":
      return (
        <Alert
          type="success"
          statusIconAriaLabel="Success"
          header="Everything this setup made was taken back."
          data-testid="undo-state"
        >
          {view.keyDate && (
            <>
              The key is deleted on {dateOf(view.keyDate)}. Until then nothing is lost.
              <div className="actions start">
                <Button data-testid="keep-key" loading={busy} onClick={onKeepKey}>
                  Keep the key after all
                </Button>
              </div>
            </>
          )}
        </Alert>
      );
    case "kept":
      return <Kept view={view} />;
    case "removing":
      return (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="Not everything was taken back yet."
          data-testid="undo-state"
        >
          What is left stands below.
        </Alert>
      );
    default:
      return null;
  }
};

/** Usually the bucket still holds files. After “Keep the key after all” only the key is left. */
const Kept = ({ view }: { view: UndoView }) => {
  const isThere = (id: string) => view.items.some((item) => item.id === id && IS_THERE.has(item.fate));
  const bucket = isThere("bucket");
  const key = isThere("key");
  const left = bucket ? (key ? "recordings and key are kept" : "recordings are kept") : key ? "the key is kept" : null;
  return (
    <Alert
      type="warning"
      statusIconAriaLabel="Warning"
      header={`Vonage can no longer write; ${left ?? "nothing is left"}`}
      data-testid="undo-state"
    >
      {bucket && (
        <div>
          The bucket still holds files. Open the bucket in the AWS console, choose Empty, and confirm; that deletes
          every recording in it for good.
        </div>
      )}
      {key && <div>The key costs 1 USD a month for as long as it is kept.</div>}
    </Alert>
  );
};

const IS_THERE: ReadonlySet<string> = new Set(["delete", "stays", "edited"]);
