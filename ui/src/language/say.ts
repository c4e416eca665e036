/** Every text of the page, by the key under which `en.json` has it. */
import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import IntlMessageFormat, { type FormatXMLElementFn, formatToParts } from "intl-messageformat";
import type { Messages } from "./catalogue";
import { type Language, language, type MessageKey } from "./language";

/** What each kind of value of a message is, where the message becomes a string. */
interface Kinds {
  text: string;
  number: number;
}

type Both<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What a message wants; of one out of a table, what any message of the table wants. */
export type Wants<Key extends MessageKey> = Both<Messages[Key]>;

/** A message with tags is drawn with `Say`. */
export type TextKey = {
  [Key in MessageKey]: "tag" extends Messages[Key][keyof Messages[Key]] ? never : Key;
}[MessageKey];

/** A message that wants nothing. */
export type PlainKey = { [Key in MessageKey]: keyof Messages[Key] extends never ? Key : never }[MessageKey];

type Values<Key extends MessageKey> = {
  [Name in keyof Wants<Key>]: Wants<Key>[Name] extends keyof Kinds ? Kinds[Wants<Key>[Name]] : never;
};

/** The text of the page under this key, with these values in it. */
export const say = <Key extends TextKey>(
  key: Key,
  ...[values]: keyof Wants<Key> extends never ? [] : [values: Values<Key>]
): string => partsOf<never>(key, values ?? {}).join("");

/** The text in parts: where `Say` draws something, the part is what it draws. */
export const partsOf = <Drawn>(
  key: MessageKey,
  values: Record<string, string | number | Drawn | FormatXMLElementFn<Drawn>>,
): (string | Drawn)[] => {
  const spoken = language();
  const message = messageOf(spoken, key);
  if (typeof message === "string") {
    return [message];
  }
  const parts = formatToParts<Drawn>(message, spoken.locale, FORMATTERS, IntlMessageFormat.formats, values);
  return parts.map(({ value }) => value);
};

type Message = string | MessageFormatElement[];

/** What was said before: each message is parsed once, and only when it is said. */
const known = new WeakMap<Language, Map<MessageKey, Message>>();

const messageOf = (spoken: Language, key: MessageKey): Message => {
  const messages = known.get(spoken) ?? new Map<MessageKey, Message>();
  known.set(spoken, messages);
  const message = messages.get(key) ?? read(spoken, key);
  messages.set(key, message);
  return message;
};

/** Most messages are their own text. Those cost no parsing, for which the first picture would wait. */
const read = ({ texts, disguise }: Language, key: MessageKey): Message => {
  const text = texts[key];
  if (disguise) {
    return disguise(parse(text));
  }
  return /[{<]/.test(text) ? parse(text) : text;
};

/** Made when a message first has a number in it: the first of them costs some ten milliseconds. */
const kept = <Options, Made>(make: (locale: string | string[] | undefined, options: Options) => Made) => {
  const made = new Map<string, Made>();
  return (locale: string | string[] | undefined, options: Options): Made => {
    const name = JSON.stringify([locale, options]);
    const one = made.get(name) ?? make(locale, options);
    made.set(name, one);
    return one;
  };
};

const FORMATTERS = {
  getNumberFormat: kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: kept((locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: kept((locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options)),
};
