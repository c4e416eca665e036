/** What is said of choices that a bucket they have takes on only when the person ticks so on Review. */
export const ONLY_WHEN_TICKED =
  "Your bucket keeps what it has. This is what it changes to, if you tick so on the next page.";
