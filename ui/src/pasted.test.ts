import { afterEach, expect, test, vi } from "vitest";
import { cutWhatIsPasted, MOST_PASTED } from "./pasted";

const put = (text: string) => {
  const box = document.createElement("textarea");
  document.body.append(box);
  const event = new InputEvent("beforeinput", {
    data: text,
    inputType: "insertFromPaste",
    bubbles: true,
    cancelable: true,
  });
  box.dispatchEvent(event);
  return event;
};

afterEach(() => document.body.replaceChildren());

test("only as much as the program can judge is put into a box", () => {
  const inserted = vi.fn((_command: string, _ui: boolean, text: string) => text.length > 0);
  document.execCommand = inserted as unknown as typeof document.execCommand;
  cutWhatIsPasted();
  expect(put("a mail").defaultPrevented).toBe(false);
  // The one too many by which the program knows that there was more.
  expect(put("x".repeat(MOST_PASTED + 1)).defaultPrevented).toBe(false);
  expect(inserted).not.toHaveBeenCalled();
  expect(put("x".repeat(2_000_000)).defaultPrevented).toBe(true);
  expect(inserted.mock.lastCall?.[2]).toHaveLength(MOST_PASTED + 1);
});
