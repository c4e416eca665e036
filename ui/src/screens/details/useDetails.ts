/** The form while it is filled in: kept, judged and saved by the program as the person types. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, checkForm, formOf, readVonage, saveForm, suggestBucketName } from "../../backend";
import { afterPress } from "../../components/pointer";
import { type Problem, refusalText } from "../../language/failures";
import type { BucketMode } from "../../messages/BucketMode";
import type { Field } from "../../messages/Field";
import type { Form } from "../../messages/Form";
import type { FormCheck } from "../../messages/FormCheck";
import type { FormProblem } from "../../messages/FormProblem";
import { type Draft, useProgram } from "../../program";

const CHECK_AFTER_MS = 150;
const SAVE_AFTER_MS = 600;

export interface Details {
  form: Form;
  draft: Draft;
  check: FormCheck | null;
  /** `check` is about the form as it stands. */
  judged: boolean;
  /** A value among the two from Vonage lets in a whole account, so the tick is asked for. */
  wholeAccount: boolean;
  /** Why the draft could not be saved. */
  unsaved: Problem | null;
  change: (typed: Partial<Form>) => void;
  /** Chooses the kind of bucket name. A name that suits it comes with it, and what was typed for the other is kept. */
  chooseBucketMode: (mode: BucketMode) => void;
  paste: (text: string) => void;
  leave: (field: Field) => void;
  /** Shows these problems whether or not their fields were left. */
  refuse: (problems: FormProblem[]) => void;
  errorOf: (field: Field) => string | null;
  adviceOf: (field: Field) => string | null;
}

/** Null until the form is there. */
export const useDetails = (setup: string): { details: Details | null; unread: Problem | null } => {
  const { drafts, reviews } = useProgram();
  const [draft, setDraft] = useState<Draft | null>(() => drafts.get(setup) ?? null);
  const [check, setCheck] = useState<FormCheck | null>(null);
  const [judgedForm, setJudgedForm] = useState<Form | null>(null);
  // What a review refused about exactly this form; a check that was under way must not wipe it.
  const [refused, setRefused] = useState<{ form: Form | null; problems: FormProblem[] }>({ form: null, problems: [] });
  const [wholeAccount, setWholeAccount] = useState(false);
  const [unread, setUnread] = useState<Problem | null>(null);
  const [unsaved, setUnsaved] = useState<Problem | null>(null);
  const latest = useRef<Form | null>(null);
  const dirty = useRef(false);

  const missing = draft === null;
  useEffect(() => {
    if (missing) {
      formOf(setup)
        .then((form) => setDraft({ form, pasted: "", reading: null, left: new Set() }))
        .catch((thrown) => setUnread(asProblem(thrown)));
    }
  }, [missing, setup]);

  useEffect(() => {
    if (draft) {
      drafts.set(setup, draft);
    }
  }, [draft, drafts, setup]);

  const form = draft?.form;
  useEffect(() => {
    if (!form) {
      return undefined;
    }
    let overtaken = false;
    const judge = async () => {
      const typed = `${form.primaryService}\n${form.secondaryService}`.trim();
      const [answer, reading] = await Promise.all([checkForm(form), typed ? readVonage(typed) : null]);
      // What it says may push a button away that is being pressed.
      afterPress(() => {
        if (!overtaken) {
          setCheck(answer);
          setJudgedForm(form);
          setWholeAccount(reading?.wholeAccount ?? false);
        }
      });
    };
    // A check that fails says nothing about the form; Review asks again and shows why.
    const soon = window.setTimeout(() => judge().catch(() => undefined), CHECK_AFTER_MS);
    return () => {
      overtaken = true;
      window.clearTimeout(soon);
    };
  }, [form]);

  const save = useCallback(async () => {
    if (!dirty.current || !latest.current) {
      return;
    }
    dirty.current = false;
    try {
      await saveForm(latest.current);
      setUnsaved(null);
    } catch (thrown) {
      setUnsaved(asProblem(thrown));
    }
  }, []);

  useEffect(() => {
    latest.current = form ?? null;
    if (dirty.current) {
      const soon = window.setTimeout(save, SAVE_AFTER_MS);
      return () => window.clearTimeout(soon);
    }
    return undefined;
  }, [form, save]);

  // What was typed last is saved even when the page is left at once.
  useEffect(
    () => () => {
      save();
    },
    [save],
  );

  const change = useCallback(
    (typed: Partial<Form>) => {
      reviews.delete(setup);
      dirty.current = true;
      setDraft((now) => now && { ...now, form: { ...now.form, ...typed } });
    },
    [reviews, setup],
  );

  const names = useRef<Partial<Record<BucketMode, string>>>({});
  const chooseBucketMode = useCallback(
    (mode: BucketMode) => {
      const now = latest.current;
      if (!now || now.bucketMode === mode) {
        return;
      }
      names.current[now.bucketMode] = now.bucketName;
      const known = names.current[mode];
      change(known === undefined ? { bucketMode: mode } : { bucketMode: mode, bucketName: known });
      if (known === undefined) {
        suggestBucketName(mode)
          .then((bucketName) => {
            // Unless the person was quicker.
            const then = latest.current;
            if (then?.bucketMode === mode && then.bucketName === now.bucketName) {
              change({ bucketName });
            }
          })
          // Without a suggestion the name stays as it was, and can be typed.
          .catch(() => undefined);
      }
    },
    [change],
  );

  const leave = useCallback((field: Field) => {
    setDraft((now) => now && (now.left.has(field) ? now : { ...now, left: new Set([...now.left, field]) }));
  }, []);

  const refuse = useCallback((problems: FormProblem[]) => {
    setRefused({ form: latest.current, problems });
    setDraft((now) => now && { ...now, left: new Set([...now.left, ...problems.map(({ field }) => field)]) });
    setCheck((now) => ({
      advice: [],
      bucketName: null,
      bucketSuffix: null,
      bucketNameLimit: 63,
      ...now,
      problems,
    }));
  }, []);

  const latestPaste = useRef("");
  const paste = useCallback(
    (text: string) => {
      latestPaste.current = text;
      setDraft((now) => now && { ...now, pasted: text });
      if (text.trim() === "") {
        setDraft((now) => now && { ...now, reading: null });
        return;
      }
      readVonage(text)
        .then((reading) => {
          afterPress(() => {
            if (latestPaste.current !== text) {
              return;
            }
            setDraft((now) => now && { ...now, reading });
            const found = {
              ...(reading.primary === null ? {} : { primaryService: reading.primary }),
              ...(reading.secondary === null ? {} : { secondaryService: reading.secondary }),
            };
            if (Object.keys(found).length > 0) {
              change(found);
            }
          });
        })
        // The two fields can be typed in all the same.
        .catch(() => undefined);
    },
    [change],
  );

  if (!draft) {
    return { details: null, unread };
  }
  const known = [...(check?.problems ?? []), ...(refused.form === draft.form ? refused.problems : [])];
  return {
    details: {
      form: draft.form,
      draft,
      check,
      judged: judgedForm === draft.form,
      wholeAccount,
      unsaved,
      change,
      chooseBucketMode,
      paste,
      leave,
      refuse,
      errorOf: (field) => (draft.left.has(field) ? sentenceFor(field, known) : null),
      adviceOf: (field) => sentenceFor(field, check?.advice),
    },
    unread,
  };
};

const sentenceFor = (field: Field, said: FormProblem[] | undefined): string | null => {
  const problem = said?.find((problem) => problem.field === field);
  return problem ? refusalText(problem) : null;
};
