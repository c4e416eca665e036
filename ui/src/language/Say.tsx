/** A text of the page with something drawn in it: a value set apart, a link, an emphasis. */
import type { FormatXMLElementFn } from "intl-messageformat";
import { createElement, Fragment, type ReactNode } from "react";
import type { MessageKey } from "./language";
import { partsOf, type Wants } from "./say";

type Tag = (content: ReactNode) => ReactNode;

/** Tags that mean the same in every message. */
const TAGS = {
  i: (content) => <i>{content}</i>,
  strong: (content) => <strong>{content}</strong>,
  value: (content) => <span className="value">{content}</span>,
} satisfies Record<string, Tag>;

/** What each kind of value of a message is, where the message is drawn. */
interface Kinds {
  text: ReactNode;
  number: number;
  tag: Tag;
}

type IsKnown<Name, Kind> = Kind extends "tag" ? (Name extends keyof typeof TAGS ? true : false) : false;

type Values<Key extends MessageKey> = {
  [Name in keyof Wants<Key> as IsKnown<Name, Wants<Key>[Name]> extends true
    ? never
    : Name]: Wants<Key>[Name] extends keyof Kinds ? Kinds[Wants<Key>[Name]] : never;
};

type Props<Key extends MessageKey> = { message: Key } & (keyof Values<Key> extends never
  ? { values?: never }
  : { values: Values<Key> });

export const Say = <Key extends MessageKey>({ message, values }: Props<Key>) => {
  const given: [string, ReactNode | Tag][] = Object.entries({ ...TAGS, ...values });
  return together(partsOf<ReactNode>(message, Object.fromEntries(given.map(([name, value]) => [name, taken(value)]))));
};

/** A tag gets what stands in it as one piece. */
const taken = (value: ReactNode | Tag): ReactNode | FormatXMLElementFn<ReactNode> =>
  typeof value === "function" ? (parts: ReactNode[]) => value(together(parts)) : value;

/** Parts in their order: they have no other name, and each is where it is. */
const together = (parts: ReactNode[]) => createElement(Fragment, null, ...parts);
