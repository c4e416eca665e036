/** Moments and durations as a person reads them. */
import { language } from "./language";
import { say } from "./say";

/** A moment, in the person's own time zone. */
export const dateOf = (moment: string) =>
  new Date(moment).toLocaleString(language().locale, { dateStyle: "medium", timeStyle: "short" });

/** A month, such as `2026-06`. */
export const monthOf = (month: string) =>
  new Date(month).toLocaleString(language().locale, { month: "long", year: "numeric", timeZone: "UTC" });

/** Several things in one sentence. */
export const listOf = (things: string[]) =>
  new Intl.ListFormat(language().locale, { type: "unit", style: "short" }).format(things);

/** How long something took. */
export const timeOf = (seconds: number) => {
  if (seconds < 0.1) {
    return say("duration.instant", { seconds: 0.1 });
  }
  if (seconds < 10) {
    return say("duration.tenths", { seconds });
  }
  const whole = Math.round(seconds);
  return whole < 60
    ? say("duration.seconds", { seconds: whole })
    : say("duration.minutes", { minutes: Math.floor(whole / 60), seconds: whole % 60 });
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A long time, roughly: `12 minutes`, `3 hours`, `2 days`, in the largest unit of which there are two. */
export const roughly = (seconds: number): string => {
  const inUnits = (unit: string, length: number) =>
    new Intl.NumberFormat(language().locale, { style: "unit", unit, unitDisplay: "long" }).format(
      length === MINUTE ? Math.round(seconds / length) : Math.floor(seconds / length),
    );
  if (seconds < 2 * HOUR) {
    return inUnits("minute", MINUTE);
  }
  return seconds < 2 * DAY ? inUnits("hour", HOUR) : inUnits("day", DAY);
};
