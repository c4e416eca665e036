/** Says which files of records could not be read, so that nobody thinks they are lost. */
import Alert from "@cloudscape-design/components/alert";
import { say } from "../../language/say";

export const SetAside = ({ files }: { files: string[] }) =>
  files.length > 0 && (
    <Alert type="warning" header={say("home.setAside")} data-testid="set-aside">
      {say("home.setAside.where")}
      {files.map((file) => (
        <div key={file} className="value">
          {file}
        </div>
      ))}
    </Alert>
  );
