/** Opens the window at a page and finds the controls on it as a person's hand would. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../src/App";
import { type Fake, type Options, startFake } from "./fake";

export interface Opened {
  fake: Fake;
  user: ReturnType<typeof userEvent.setup>;
}

export const open = async (hash: string, options: Options = {}, prepare?: (fake: Fake) => void): Promise<Opened> => {
  window.location.hash = hash;
  const fake = startFake(options);
  prepare?.(fake);
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { level: 1 });
  return { fake, user };
};

/** The element that can be acted on: the one with the test id, or the control inside it. */
export const control = (testId: string): HTMLElement => inside(screen.getByTestId(testId));

export const findControl = async (testId: string): Promise<HTMLElement> => inside(await screen.findByTestId(testId));

const inside = (element: HTMLElement) =>
  element.querySelector<HTMLElement>("input, textarea, button, [role=button], a") ?? element;

export const typedIn = (testId: string) => (control(testId) as HTMLInputElement | HTMLTextAreaElement).value;

/** Replaces what stands in a field, in one go. */
export const fill = async (user: Opened["user"], testId: string, text: string) => {
  await user.clear(control(testId));
  await user.click(control(testId));
  await user.paste(text);
};

/** Waits until the page with this heading is shown. */
export const arrive = (title: string | RegExp) => screen.findByRole("heading", { level: 1, name: title });

export const settled = (check: () => void) => waitFor(check);
