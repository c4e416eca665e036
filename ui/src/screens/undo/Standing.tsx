/** Where a setup stands once taking back was begun, and what can still be done. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { dateOf } from "../../language/format";
import { say } from "../../language/say";
import { isThere, keyDateOf } from "../../language/undo";
import type { UndoView } from "../../messages/UndoView";

interface Props {
  view: UndoView;
  busy: boolean;
  onKeepKey: () => void;
}

export const Standing = ({ view, busy, onKeepKey }: Props) => {
  switch (view.state) {
    case "undone": {
      const keyDate = keyDateOf(view);
      return (
        <Alert type="success" header={say("undo.state.undone")} data-testid="undo-state">
          {keyDate && (
            <>
              {say("undo.state.undone.key", { moment: dateOf(keyDate) })}
              <div className="actions start">
                <Button data-testid="keep-key" loading={busy} onClick={onKeepKey}>
                  {say("undo.state.undone.keepKey")}
                </Button>
              </div>
            </>
          )}
        </Alert>
      );
    }
    case "kept":
      return <Kept view={view} />;
    case "removing":
      return (
        <Alert type="warning" header={say("undo.state.removing")} data-testid="undo-state">
          {say("undo.state.removing.below")}
        </Alert>
      );
    default:
      return null;
  }
};

/** Usually the bucket still holds files. After “Keep the key after all” only the key is left. */
const Kept = ({ view }: { view: UndoView }) => {
  const bucket = isThere(view, "bucket");
  const key = isThere(view, "key");
  return (
    <Alert type="warning" header={say(leftOf(bucket, key))} data-testid="undo-state">
      {bucket && <div>{say("undo.kept.bucket.empty")}</div>}
      {key && <div>{say("undo.kept.key.costs")}</div>}
    </Alert>
  );
};

const leftOf = (bucket: boolean, key: boolean) => {
  if (bucket) {
    return key ? "undo.kept.bucketAndKey" : "undo.kept.bucket";
  }
  return key ? "undo.kept.key" : "undo.kept.nothing";
};
