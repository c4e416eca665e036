/**
 * What is said of a failure: what caused it, what to do, and what to send to whoever must act. Each is the message that is
 * named after the failure's kind, `cause.<kind>`, `remedy.<kind>` and `ask.<kind>`, and of a value that is not taken
 * `refusal.<kind>`. A kind without its messages, or a message that wants what its kind does not have, is refused by tsc.
 */
import type { AwsWords } from "../messages/AwsWords";
import type { Contradiction } from "../messages/Contradiction";
import type { Failure as ToldFailure } from "../messages/Failure";
import type { FormProblem } from "../messages/FormProblem";
import type { Problem as Told } from "../messages/Problem";
import type { Refusal } from "../messages/Refusal";
import type { Messages } from "./catalogue";
import { named } from "./character";
import { listOf, roughly } from "./format";
import { PARTITIONS } from "./kinds";
import { language, type MessageKey } from "./language";
import { partsOf, say } from "./say";

/** A fault between page and program, which only the page knows of. */
interface PageFault {
  kind: "page-fault";
}

type AnyFailure = ToldFailure | PageFault;

/** What went wrong, as a page shows it. */
export interface Problem extends Omit<Told, "failure"> {
  failure: AnyFailure;
}

/** A failure that nobody but the page can tell of. */
export const problemOf = <Kind extends AnyFailure>(failure: Kind): Omit<Told, "failure"> & { failure: Kind } => ({
  failure,
  situation: { account: null, caller: null, resource: null, region: null, optIn: false, hosts: [] },
  step: null,
  field: null,
  aws: null,
});

/** Every failure but those at a field, which are refusals. */
type Failure = Exclude<AnyFailure, FormProblem>;
type Kind = Failure["kind"];

/** What helps against several kinds is one message, named after the first of them. */
const SAME_REMEDY = {
  "denied-by-resource-control": "denied-by-organisation",
  "bucket-region-refused": "region-not-enabled",
  "key-quota": "too-many-buckets",
  "iam-quota": "too-many-buckets",
  "not-there-yet": "bucket-not-there",
  "key-not-there": "bucket-not-there",
  "public-policy-blocked": "bucket-policy-refused",
  "key-disabled": "key-refused-by-storage",
  "key-state-wrong": "key-refused-by-storage",
  "document-refused": "key-policy-refused",
  "input-refused": "key-policy-refused",
  "policy-not-attachable": "key-policy-refused",
  "only-aws-may-change": "name-taken",
  "name-not-found": "offline",
  "proxy-wants-windows-sign-in": "proxy-refused",
  "proxy-wants-other-sign-in": "proxy-refused",
  unexplained: "request-not-built",
  "denied-by-boundary": "access-denied",
  "denied-by-own-policy": "access-denied",
  "not-allowed": "access-denied",
  "no-answer-in-time": "error-at-aws",
  "connection-lost": "error-at-aws",
  "answer-not-understood": "error-at-aws",
  "answer-too-long": "error-at-aws",
  "override-unencrypted": "override-elsewhere",
  settings: "journal",
  "practice-file": "journal",
  plan: "torn-down",
  "record-file-too-large": "record-file-other",
  "profiles-too-many": "profiles-file-unusable",
  "profile-no-keys": "profile-inside-aws-only",
  "mfa-code-digits": "mfa-code-empty",
  "keys-too-long": "keys-empty",
  "keys-no-id": "keys-empty",
  "keys-other-id": "keys-empty",
  "keys-no-secret": "keys-empty",
  "keys-secret-length": "keys-empty",
  "keys-no-token": "keys-empty",
  "keys-several": "keys-empty",
  "browser-not-begun": "browser-cancelled",
  "browser-code-not-understood": "browser-code-empty",
  "center-not-begun": "center-cancelled",
  "center-no-roles": "center-no-accounts",
} as const satisfies Partial<Record<Kind, Kind>>;

/** What is asked of another person about several kinds is one message, too. */
const SAME_ASK: Partial<Record<Kind, Kind>> = {
  "account-suspended": "account-not-ready",
  "browser-not-permitted": "browser-refused",
  "bucket-region-refused": "region-not-enabled",
  "key-state-wrong": "key-disabled",
};

type Shared = typeof SAME_REMEDY;

/** What each failure has besides its own fields: where it happened, and what follows from the call. */
interface Around {
  account: string | null;
  caller: string | null;
  region: string | null;
  optIn: boolean;
  call: string | null;
  /** What the call is about. */
  thing: "session" | "policy" | "role";
  /** It is a call with which a way in begins. */
  signsIn: "yes" | "no";
  createsRole: "yes" | "no";
  /** It changes nothing, so that nothing has to be found out before it is made again. */
  onlyAsks: "yes" | "no";
}

// --- what tsc holds: every kind has its messages, and has what they want ---

type Inside<Value> = Value extends object ? keyof Value & string : never;

/** The names of a failure's values, those of what it holds with the name of the field before them. */
type Names<Told> = {
  [Field in keyof Told & string]: Field | `${Field}${Capitalize<Inside<Told[Field]>>}`;
}[keyof Told & string];

type Lacks<Key extends string, Has extends string> = Key extends MessageKey
  ? Exclude<keyof Messages[Key] & string, Has>
  : Key;

type LacksCause<Told> = Told extends { kind: infer K extends Kind }
  ? Lacks<`cause.${K}`, Names<Told> | keyof Around>
  : never;
type LacksRemedy<Told> = Told extends { kind: infer K extends Exclude<Kind, "in-the-way"> }
  ? Lacks<`remedy.${K extends keyof Shared ? Shared[K] : K}`, Names<Told> | keyof Around>
  : never;
type LacksRefusal<Told> = Told extends { kind: infer K extends string } ? Lacks<`refusal.${K}`, Names<Told>> : never;
type LacksContradiction<Told> = Told extends { kind: infer K extends string }
  ? Lacks<`contradiction.${K}`, Names<Told>>
  : never;

type Holds<Held extends [never, never, never, never]> = Held;

/** Nothing is missing; where something is, tsc names it here. */
export type NothingIsMissing = Holds<
  [LacksCause<Failure>, LacksRemedy<Failure>, LacksRefusal<Refusal>, LacksContradiction<Contradiction>]
>;

// --- a kind's own values, as a message takes them ---

type Value = string | number;

const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const behind = (prefix: string, name: string) =>
  prefix === "" ? name : `${prefix}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

const textOf = (name: string, value: string): string => {
  if (name === "character") {
    return named(value);
  }
  const isPartition = /partition$/i.test(name) && value in PARTITIONS;
  return isPartition ? say(PARTITIONS[value as keyof typeof PARTITIONS]) : value;
};

/** What is missing is “none”, by which a message can choose; so is what a thing's kind is called, in one word. */
const valuesOf = (told: object, prefix = ""): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(told).flatMap(([field, value]): [string, Value][] => {
      const name = behind(prefix, field);
      if (value === null) {
        return [[name, "none"]];
      }
      if (Array.isArray(value)) {
        return [[name, listOf(value.filter((one) => typeof one === "string"))]];
      }
      if (typeof value === "object") {
        const kind: [string, Value][] = "kind" in value ? [[name, camel(String(value.kind))]] : [];
        return [...kind, ...Object.entries(valuesOf(value, name))];
      }
      if (typeof value === "number") {
        return [[name, /seconds$/i.test(name) ? roughly(value) : value]];
      }
      return [[name, typeof value === "string" ? textOf(field, value) : String(value)]];
    }),
  );

const SIGNS_IN = /^sts:/;
const READS = /^(iam|s3|kms):(?!Get|Head|List|Describe|Simulate)/;

const around = ({ situation, aws }: Problem): Around => {
  const call = aws?.call ?? null;
  const yes = (is: boolean) => (is ? "yes" : "no");
  const isPolicy = /Policy/.test(call ?? "") && !/Role/.test(call ?? "");
  const { account, caller, region, optIn } = situation;
  return {
    account,
    caller,
    region,
    optIn,
    call,
    thing: SIGNS_IN.test(call ?? "") ? "session" : isPolicy ? "policy" : "role",
    signsIn: yes(SIGNS_IN.test(call ?? "")),
    createsRole: yes(call === "iam:CreateRole"),
    onlyAsks: yes(!READS.test(call ?? "")),
  };
};

/** Types hold above that the message is there, and has what it wants. */
const saidOf = (key: string, values: Record<string, Value>) => partsOf<never>(key as MessageKey, values).join("");

const isThere = (key: string): boolean => key in language().texts;

// --- what is said ---

const isAtField = (failure: AnyFailure): failure is FormProblem => "field" in failure;

/** Why a value is not taken, or is worth a second look: one sentence that says what to change. */
export const refusalText = (refusal: Refusal): string => saidOf(`refusal.${refusal.kind}`, valuesOf(refusal));

/** Why AWS does not confirm a file. */
const contradictionText = (why: Contradiction): string => saidOf(`contradiction.${why.kind}`, valuesOf(why));

/** What caused it: one sentence, and where several things are wrong, one more of each. */
export const causeOf = (problem: Problem): string => {
  const { failure } = problem;
  if (isAtField(failure)) {
    return refusalText(failure);
  }
  const cause = saidOf(`cause.${failure.kind}`, valuesOf({ ...around(problem), ...failure }));
  if (failure.kind === "contradicted") {
    return [cause, ...failure.why.map(contradictionText)].join(" ");
  }
  if (failure.kind === "not-reconstructed" && failure.why.kind === "unfit" && failure.why.refusal !== null) {
    return `${cause} ${refusalText(failure.why.refusal)}`;
  }
  return cause;
};

/** What to do now, one sentence. */
export const remedyOf = (problem: Problem): string => {
  const { failure } = problem;
  if (isAtField(failure)) {
    return say("remedy.field");
  }
  if (failure.kind === "in-the-way") {
    return refusalText(failure.refusal);
  }
  const { kind } = failure;
  const shared: Partial<Record<Kind, Kind>> = SAME_REMEDY;
  return saidOf(`remedy.${shared[kind] ?? kind}`, valuesOf({ ...around(problem), ...failure }));
};

/** A text to send to whoever must act, when it is not the person themselves. */
export const askOf = (problem: Problem): string | null => {
  const { failure, situation, aws } = problem;
  if (isAtField(failure)) {
    return null;
  }
  const key = `ask.${SAME_ASK[failure.kind] ?? failure.kind}`;
  // A company's page says itself who looks after it.
  const isTheirs = "way" in failure && failure.way === "center";
  if (!isThere(key) || isTheirs) {
    return null;
  }
  const message = isFromAws(aws) ? "letter.message" : "letter.details";
  const lines: [MessageKey, string | null | undefined][] = [
    ["letter.account", situation.account],
    ["letter.caller", situation.caller],
    ["letter.call", aws?.call],
    ["letter.permission", permissionIn(aws?.message)],
    ["letter.resource", situation.resource],
    ["letter.region", situation.region],
    ["letter.code", aws?.code],
    [message, aws?.message],
    ["letter.requestId", aws?.requestId],
  ];
  return [
    say("letter.hello"),
    ...lines.flatMap(([line, value]) => (value ? [saidOf(line, { value })] : [])),
    saidOf(key, valuesOf({ ...around(problem), ...failure })),
    ...situation.hosts.map((host) => say("letter.host", { value: host })),
  ].join("\n");
};

/** Whether AWS said it, and not the system or the network. */
export const isFromAws = (words: AwsWords | null): boolean =>
  words !== null && (words.code !== null || words.requestId !== null);

/**
 * The IAM action in `… is not authorized to perform: iam:CreateRole on resource: …`. It can differ from the call: tags have
 * actions of their own.
 */
const permissionIn = (message: string | null | undefined): string | undefined =>
  message?.match(/to perform: (\S+)/)?.[1]?.replace(/[.,]+$/, "");
