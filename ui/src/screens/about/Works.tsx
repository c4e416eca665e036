/** What others wrote that is in the program, each with its licence. Long, so that it is fetched only when it is wanted. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import file from "../../../../THIRD_PARTY_LICENSES?raw";
import { say } from "../../language/say";

interface Work {
  name: string;
  version: string;
  licence: string;
  texts: string[];
}

/** The file's list, each work with its texts. */
const works = (): Work[] => {
  const [list = "", ...texts] = file.split(/^---- text \d+ ----\n/m);
  const lines = [...list.matchAll(/^- (?<name>\S+) (?<version>\S+), (?<licence>.+): (?<numbers>[\d, ]+)$/gm)];
  return lines.map(({ groups = {} }) => ({
    name: groups.name ?? "",
    version: groups.version ?? "",
    licence: groups.licence ?? "",
    texts: (groups.numbers ?? "").split(", ").map((number) => texts[Number(number) - 1] ?? ""),
  }));
};

const Works = () => {
  const [all] = useState(works);
  return (
    <SpaceBetween size="xs">
      <div data-testid="works-count">{say("about.works.count", { works: all.length })}</div>
      <ul className="tight-list" data-testid="works">
        {all.map((work) => (
          <li key={`${work.name} ${work.version}`}>
            <Texts work={work} />
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
};
export default Works;

const Texts = ({ work }: { work: Work }) => {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="value">
        {say("about.works.work", { name: work.name, version: work.version, licence: work.licence })}
      </summary>
      {open &&
        work.texts.map((text) => (
          <div key={text} className="prose value">
            {text}
          </div>
        ))}
    </details>
  );
};
