/** The pages in a browser, without the program: `npm run dev`, then /tests/look/?session=practice#/details/x. */
import { refuse, startFake } from "../fake";
import * as sample from "../fixtures";
import { undone } from "../fixtures";

const asked = new URLSearchParams(window.location.search);
const sessions = { practice: sample.practice, real: sample.real, root: sample.root, number: sample.numberOnly };
const session = Object.entries(sessions).find(([name]) => name === asked.get("session"))?.[1] ?? null;

const fake = startFake({
  session,
  setups: asked.has("setups") ? sample.cards : [],
  endpoint: asked.get("endpoint"),
});
if (asked.has("filled")) {
  fake.answer("form_of", () => sample.filled);
}
if (asked.has("taken")) {
  fake.answer("review", refuse(sample.nameTaken));
}
const runs = {
  running: sample.running(3),
  failed: sample.failed,
  paused: sample.paused,
  done: sample.done,
  "taking-back": undone.running(2),
};
const undoView = Object.entries(undone).find(([name]) => name === asked.get("undo"));
if (undoView) {
  fake.answer("undo_preview", () => undoView[1]);
}
fake.answer("watch", ({ news }) => {
  const run = Object.entries(runs).find(([name]) => name === asked.get("run"))?.[1] ?? runs.running;
  (news as { onmessage: (run: unknown) => void }).onmessage(run);
});

await import("../../src/main");
