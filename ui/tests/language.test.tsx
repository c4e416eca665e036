/** The catalogue: how messages are filled in, which language is chosen, and what a translation may not do. */
import { render } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { differences, faultsOf } from "../language.mjs";
import { best } from "../src/language/choice";
import english from "../src/language/en.json";
import { dateOf, timeOf } from "../src/language/format";
import { startLanguage } from "../src/language/language";
import { Say } from "../src/language/Say";
import { say } from "../src/language/say";

describe("English", () => {
  test("is what the page speaks, and British", async () => {
    await startLanguage();
    expect(document.documentElement.lang).toBe("en-GB");
    expect(dateOf("2026-07-08T12:00:00Z")).toMatch(/^8 Jul 2026, \d\d:\d\d$/);
  });

  test("counts", () => {
    expect(say("elsewhere.find.count", { setups: 1, buckets: 1234 })).toBe("1 setup found in 1234 buckets.");
    expect(say("elsewhere.find.count", { setups: 0, buckets: 1 })).toBe("0 setups found in 1 bucket.");
    expect(say("connection.some", { reached: 2, all: 5 })).toBe("2 of 5 addresses of AWS can be reached from here.");
  });

  test.each([
    [0.04, "under 0.1 s"],
    [0.1, "0.1 s"],
    [2, "2.0 s"],
    [9.94, "9.9 s"],
    [10.4, "10 s"],
    [59.4, "59 s"],
    [59.6, "1 min 0 s"],
    [125, "2 min 5 s"],
  ])("says %s seconds as %s", (seconds, text) => {
    expect(timeOf(seconds)).toBe(text);
  });

  test("draws what stands in a sentence", () => {
    const { container } = render(
      <Say message="review.changes.plan" values={{ fingerprint: "7F3A-91C2", number: (n) => <b>{n}</b> }} />,
    );
    expect(container.innerHTML).toBe(
      "Plan <b>7F3A-91C2</b>. The same number stands in the record and on everything that is made.",
    );
    expect(render(<Say message="confirm.takes.looking" values={{ tag: "a = b" }} />).container.innerHTML).toContain(
      'carry the tag <span class="value">a = b</span>.',
    );
  });

  test("takes what is sent as text, whatever is in it", () => {
    const sent = "<value>{name}</value> {n, plural, other {#}} '";
    expect(say("copy.of", { what: sent })).toBe(`Copy ${sent}`);
    expect(render(<Say message="settings.setAside.where" values={{ file: sent }} />).container.textContent).toBe(
      `They begin anew, and the file was set aside: ${sent}`,
    );
  });
});

test("a message wants its values, no fewer, no more and no others", () => {
  // Each line fails tsc if what it says is wrong becomes right.
  const wrong = () => {
    // @ts-expect-error there is no such message
    say("home.titel");
    // @ts-expect-error a value is missing
    say("copy.of");
    // @ts-expect-error it has another name
    say("copy.of", { name: "it" });
    // @ts-expect-error it wants one only
    say("copy.of", { what: "it", who: "me" });
    // @ts-expect-error a number is wanted
    say("review.trusted.check", { accounts: "1" });
    // @ts-expect-error it wants nothing
    say("home.title", {});
    // @ts-expect-error what has tags is drawn
    say("ready.tell.request.compare", { link: (text) => text });
    return (
      <>
        {/* @ts-expect-error the link is missing */}
        <Say message="ready.tell.request.compare" />
        {/* @ts-expect-error a value is missing */}
        <Say message="confirm.takes.looking" values={{}} />
        {/* @ts-expect-error it has no such tag */}
        <Say message="confirm.takes.looking" values={{ tag: "a", link: (text) => text }} />
      </>
    );
  };
  expect(wrong).toBeTypeOf("function");
});

describe("the pseudo-language", () => {
  test("marks, accents and lengthens, and leaves values and tags alone", async () => {
    window.localStorage.setItem("language", "en-XA");
    await startLanguage();
    expect(document.documentElement.lang).toBe("en-XA");
    const text = say("elsewhere.find.count", { setups: 1, buckets: 1234 });
    expect(text).toMatch(/^⟦1 .* 1234 .*⟧$/);
    expect(text).not.toMatch(/[a-z]/i);
    const { container } = render(<Say message="confirm.takes.looking" values={{ tag: "a = b" }} />);
    expect(container.querySelector(".value")?.textContent).toBe("a = b");
    for (const key of ["home.description", "signIn.prepare.programme", "ready.stopped.what"] as const) {
      const longer = say(key).length / english[key].length;
      expect(longer).toBeGreaterThan(1.2);
      expect(longer).toBeLessThan(1.45);
    }
  });

  test("is gone with its key", async () => {
    await startLanguage();
    expect(say("home.title")).toBe("Your setups");
  });
});

test.each([
  [["de-AT", "en"], ["en", "de"], "de"],
  [["pt-BR"], ["en", "pt-BR", "pt"], "pt-BR"],
  [["pt-PT"], ["en", "pt-BR", "pt"], "pt"],
  [["zh-Hant-TW", "fr-CA"], ["en", "fr"], "fr"],
  [["EN-us"], ["en", "de"], "en"],
  [["xx"], ["en", "de"], "en"],
  [[], ["en", "de"], "en"],
])("of %j wanted and %j there, %s is spoken", (wanted, there, spoken) => {
  expect(best(wanted, there)).toBe(spoken);
});

describe("a translation", () => {
  const original = {
    "a.plain": "Yes",
    "a.count": "{n, plural, one {# of {all}} other {# of {all}}}",
    "a.link": "To <link>it</link>",
  };

  test("may say it otherwise", () => {
    const other = {
      "a.plain": "Tak",
      "a.count": "{n, plural, one {z {all}} few {# z {all}} many {# z {all}} other {# z {all}}}",
      "a.link": "<link>Tam</link>",
    };
    expect(faultsOf(other)).toEqual([]);
    expect(differences(original, other)).toEqual([]);
  });

  test("must have every message, no other, and what each wants", () => {
    const other = { "a.count": "{n} {all}", "a.link": "To it", "a.more": "More" };
    expect(differences(original, other)).toEqual([
      "a.plain is missing",
      "a.more is not in en.json",
      "a.count wants all (text), n (text), in English otherwise",
      "a.link wants nothing, in English otherwise",
    ]);
  });

  test.each([
    ["", "is empty"],
    [" Yes", "begins or ends with a space"],
    ["d'{n}", "straight '"],
    ["{n, plural, one {#}}", "MISSING_OTHER_CLAUSE"],
    ["{n", "EXPECT_ARGUMENT_CLOSING_BRACE"],
    ["<b>yes", "UNCLOSED_TAG"],
    ["{n, date, short}", "formats n"],
    ["<n>{n}</n>", "as a value and as a tag"],
  ])("is refused with %j", (text, fault) => {
    expect(faultsOf({ "a.plain": text }).join()).toContain(fault);
  });
});
