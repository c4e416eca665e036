/** Says which files of records could not be read, so that nobody thinks they are lost. */
import Alert from "@cloudscape-design/components/alert";

export const SetAside = ({ files }: { files: string[] }) =>
  files.length > 0 && (
    <Alert type="warning" statusIconAriaLabel="Warning" header="Some records could not be read" data-testid="set-aside">
      The file was set aside, and nothing in AWS was touched. Your cloud team may be able to read it. It is here:
      {files.map((file) => (
        <div key={file} className="value">
          {file}
        </div>
      ))}
    </Alert>
  );
