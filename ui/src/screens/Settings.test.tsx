import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refuse } from "../../tests/fake";
import * as sample from "../../tests/fixtures";
import { arrive, control, fill, findControl, open, typedIn } from "../../tests/open";
import { real, told } from "../../tests/problems";
import { causeOf } from "../language/failures";

test("the password is handed over once and never shown again", async () => {
  const { fake, user } = await open("#/about", { session: sample.real });
  await user.click(control("settings"));
  await arrive("Settings");
  await findControl("proxy");
  expect(screen.getByTestId("computer-says").textContent).toContain("This computer names no proxy.");
  await fill(user, "proxy", "proxy.example.com:8080");
  await fill(user, "proxy-user", "anna");
  await fill(user, "proxy-password", "secret");
  expect(control("proxy-password").getAttribute("type")).toBe("password");
  await user.click(control("save-settings"));
  await screen.findByTestId("settings-saved");
  expect(fake.argsOf("save_settings")).toEqual([
    {
      form: {
        proxy: "proxy.example.com:8080",
        proxyUser: "anna",
        proxyPassword: "secret",
        signInRegion: "us-east-1",
      },
    },
  ]);
  expect(typedIn("proxy-password")).toBe("");
  expect(typedIn("proxy")).toBe("proxy.example.com:8080");
  await screen.findByText(/A password is held in memory/);
});

test("a refusal stands at its field, and nothing is tried", async () => {
  const { fake, user } = await open("#/settings");
  await findControl("proxy");
  await fill(user, "proxy", "socks5://proxy.example.com");
  for (const { problem } of told.filter(({ at }) => at === "save_settings")) {
    fake.answer("save_settings", refuse(problem));
    await user.click(control("test-connection"));
    const error = await screen.findByText(causeOf(problem));
    expect(error.dataset.testid).toBe(`error-${problem.field}`);
    expect(document.title).toMatch(/^Error: Settings/);
  }
  expect(typedIn("proxy")).toBe("socks5://proxy.example.com");
  expect(fake.argsOf("test_connection")).toEqual([]);
});

test("each address of AWS says whether it was reached", async () => {
  const { fake, user } = await open("#/settings");
  await user.click(await findControl("test-connection"));
  const good = await screen.findByTestId("host-sts.eu-west-1.amazonaws.com");
  expect(good.textContent).toContain("reached in 48 milliseconds");
  const bad = screen.getByTestId("host-kms.eu-west-1.amazonaws.com");
  expect(bad.dataset.kind).toBe("proxy-refused");
  expect(bad.textContent).toContain("did not let the connection to AWS through");
  expect(screen.getByText(/Could you allow HTTPS/)).toBeTruthy();
  expect(screen.getByText("1 of 2 addresses of AWS can be reached from here.")).toBeTruthy();
  expect(fake.calls.map(({ command }) => command)).toEqual(
    expect.arrayContaining(["settings", "save_settings", "test_connection"]),
  );
});

test("a problem of the network offers the test and the settings", async () => {
  const { fake, user } = await open("#/sign-in", {}, (prepared) =>
    prepared.answer("sign_in", refuse(real("proxy-wants-sign-in"))),
  );
  await user.click(control("sign-in-keys"));
  await user.click(await findControl("region"));
  await user.paste("eu-west-1");
  await fill(user, "keys-paste", "AKIA…");
  await user.click(control("sign-in-submit"));
  const problem = await screen.findByTestId("problem");
  await user.click(await within(problem).findByTestId("test-connection"));
  await within(problem).findByTestId("host-kms.eu-west-1.amazonaws.com");
  expect(fake.argsOf("save_settings")).toEqual([]);
  await user.click(within(problem).getByTestId("to-settings"));
  await arrive("Settings");
});
