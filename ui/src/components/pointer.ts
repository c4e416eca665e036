/**
 * Waits for the mouse button to come up.
 *
 * Pressing a button takes the focus from a field, whose error may then appear and push the button away from under the
 * mouse: the press would be lost. So errors wait until it is over, and so does every answer that a page gets later.
 */
let pressed = false;

document.addEventListener("pointerdown", () => {
  pressed = true;
});
for (const over of ["pointerup", "pointercancel"] as const) {
  document.addEventListener(over, () => {
    pressed = false;
  });
}

/** Runs at once, or after the click that is under way. */
export const afterPress = (then: () => void) => {
  if (!pressed) {
    then();
    return;
  }
  const over = () => {
    document.removeEventListener("pointerup", over);
    document.removeEventListener("pointercancel", over);
    // The click itself follows the release.
    window.setTimeout(then, 0);
  };
  document.addEventListener("pointerup", over);
  document.addEventListener("pointercancel", over);
};
