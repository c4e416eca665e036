/** What is pasted or dropped into a box, cut to what the program can judge: drawing megabytes would hold up the page. */

/** The most characters that are kept; the program says so of one more (`setup::paste::MOST_BYTES`). */
export const MOST_PASTED = 200_000;

/** Cuts what is put into any box of the page from now on. */
export const cutWhatIsPasted = () =>
  document.addEventListener("beforeinput", (event) => {
    const text = event.data ?? "";
    if (text.length > MOST_PASTED + 1) {
      event.preventDefault();
      // The only way that leaves the person’s own undo in order.
      document.execCommand("insertText", false, text.slice(0, MOST_PASTED + 1));
    }
  });
