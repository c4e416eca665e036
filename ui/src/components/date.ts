/** A moment as a person reads it, in their own time zone. */
export const dateOf = (moment: string) =>
  new Date(moment).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
