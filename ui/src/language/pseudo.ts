/** English as another language might look: marked, accented and longer. Values and tags stay as they are. */
import type { I18nProviderProps } from "@cloudscape-design/components/i18n";
import {
  createLiteralElement,
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

/** Every third letter stands twice, as many a language needs that much more. */
const stretched = (text: string) =>
  [...text]
    .map((letter, at) => {
      const accented = ACCENTED[PLAIN.indexOf(letter)];
      return accented === undefined ? letter : at % 3 === 0 ? accented + accented : accented;
    })
    .join("");

const inside = (elements: MessageFormatElement[]): MessageFormatElement[] =>
  elements.map((element) => {
    if (isLiteralElement(element)) {
      return createLiteralElement(stretched(element.value));
    }
    if (isTagElement(element)) {
      return { ...element, children: inside(element.children) };
    }
    if (isPluralElement(element) || isSelectElement(element)) {
      const options = Object.entries(element.options).map(([name, { value }]) => [name, { value: inside(value) }]);
      return { ...element, options: Object.fromEntries(options) };
    }
    return element;
  });

/** A message between the marks. */
export const disguise = (message: MessageFormatElement[]): MessageFormatElement[] => [
  createLiteralElement("⟦"),
  ...inside(message),
  createLiteralElement("⟧"),
];

/** Each value of an object, made anew. */
const each = <Value>(object: Record<string, Value>, make: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, make(value)]));

/** Cloudscape's own texts, which come parsed. */
export const disguised = (texts: I18nProviderProps.Messages): I18nProviderProps.Messages =>
  each(texts, (locales) =>
    each(locales, (components) =>
      each(components, (keys) => each(keys, (text) => (typeof text === "string" ? text : disguise(text)))),
    ),
  );
