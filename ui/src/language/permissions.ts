/** What the Review page says of permissions. Each switch has an arm for every kind, or tsc says that one is missing. */
import type { DeletableKey } from "../messages/DeletableKey";
import type { OperatorPolicy } from "../messages/OperatorPolicy";
import type { PermissionsView } from "../messages/PermissionsView";
import type { Unchecked } from "../messages/Unchecked";
import { listOf } from "./format";
import { STEPS } from "./kinds";
import { type PlainKey, say } from "./say";

const UNCHECKED = {
  root: "review.permissions.verdict.root",
  "no-policies": "review.permissions.verdict.noPolicies",
  "role-unknown": "review.permissions.verdict.roleUnknown",
  aws: "review.permissions.verdict.notAsked",
} satisfies Record<Unchecked, PlainKey>;

/** What AWS says of the sign-in, in one or two sentences. */
export const verdictText = ({ verdict, missing, unchecked }: PermissionsView): string => {
  switch (verdict.kind) {
    case "everything":
      return say("review.permissions.verdict.everything", { caller: verdict.caller });
    case "missing": {
      const values = { caller: verdict.caller, missing: missing.length };
      return unchecked.length === 0
        ? say("review.permissions.verdict.missing", values)
        : say("review.permissions.verdict.missingMore", values);
    }
    case "unsure":
      return verdict.dependsOn.length === 0
        ? say("review.permissions.verdict.asAnswered", { caller: verdict.caller })
        : say("review.permissions.verdict.dependsOn", { keys: listOf(verdict.dependsOn) });
    case "unchecked":
      return say(UNCHECKED[verdict.why]);
    case "nobody-asked":
      return say("review.permissions.verdict.nobody");
  }
};

/** What to send to whoever can give what is missing; null when nothing is. */
export const permissionsLetter = ({ verdict, missing, policy }: PermissionsView): string | null =>
  verdict.kind === "missing" && policy !== null
    ? say("review.permissions.letter", {
        account: verdict.account,
        arn: verdict.arn,
        missing: listOf(missing),
        policy,
      })
    : null;

/** What the policy for a part of the work is called. */
export const PART_TITLES = {
  "set-up": "review.permissions.part.setUp",
  check: "review.permissions.part.check",
  remove: "review.permissions.part.remove",
  earlier: "review.permissions.part.earlier",
} satisfies Record<OperatorPolicy["part"], PlainKey>;

/** What its holder can do. */
export const partPurpose = (operator: OperatorPolicy): string => {
  switch (operator.part) {
    case "set-up":
      return say("review.permissions.part.setUp.purpose");
    case "check":
      return say("review.permissions.part.check.purpose");
    case "remove":
      return say("review.permissions.part.remove.purpose");
    case "earlier": {
      // Role and policy may have the same name.
      const things = operator.things.map(({ step, name }) =>
        say("review.permissions.part.earlier.thing", { what: say(STEPS[step]), name }),
      );
      return say("review.permissions.part.earlier.purpose", { things: listOf(things) });
    }
  }
};

const KEY_CAUTIONS = {
  none: null,
  made: "review.permissions.part.remove.key",
  "to-be-made": "review.permissions.part.remove.key.toBeMade",
} satisfies Record<DeletableKey, PlainKey | null>;

/** What it could be misused for, a text each. */
export const partCautions = (operator: OperatorPolicy): string[] => {
  switch (operator.part) {
    case "set-up":
      return [
        say(
          operator.bounded ? "review.permissions.part.setUp.caution.bounded" : "review.permissions.part.setUp.caution",
        ),
      ];
    case "check":
      return [];
    case "remove": {
      const ofRole = say(
        operator.bounded ? "review.permissions.part.remove.caution.bounded" : "review.permissions.part.remove.caution",
      );
      const ofKey = KEY_CAUTIONS[operator.key];
      return ofKey === null ? [ofRole] : [ofRole, say(ofKey)];
    }
    case "earlier":
      return earlierCautions(operator.things.map(({ step }) => step));
  }
};

const earlierCautions = (steps: string[]): string[] => {
  const [role, key] = [steps.includes("role"), steps.includes("key")];
  if (role && key) {
    return [say("review.permissions.part.earlier.caution.both")];
  }
  if (role) {
    return [say("review.permissions.part.earlier.caution.role")];
  }
  return key ? [say("review.permissions.part.earlier.caution.key")] : [];
};
