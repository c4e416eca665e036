/** What the program might answer. */

import { problemOf } from "../src/language/failures";
import type { About } from "../src/messages/About";
import type { AccountChoice } from "../src/messages/AccountChoice";
import type { BrowserLinks } from "../src/messages/BrowserLinks";
import type { CenterLink } from "../src/messages/CenterLink";
import type { ClaimedSetup } from "../src/messages/ClaimedSetup";
import type { Failure } from "../src/messages/Failure";
import type { Form } from "../src/messages/Form";
import type { FormCheck } from "../src/messages/FormCheck";
import type { FormProblem } from "../src/messages/FormProblem";
import type { FoundSetups } from "../src/messages/FoundSetups";
import type { HostView } from "../src/messages/HostView";
import type { PortalChoice } from "../src/messages/PortalChoice";
import type { ProfileChoice } from "../src/messages/ProfileChoice";
import type { Ready } from "../src/messages/Ready";
import type { RegionChoice } from "../src/messages/RegionChoice";
import type { Review } from "../src/messages/Review";
import type { RunState } from "../src/messages/RunState";
import type { RunView } from "../src/messages/RunView";
import type { SessionView } from "../src/messages/SessionView";
import type { SettingsView } from "../src/messages/SettingsView";
import type { SetupCard } from "../src/messages/SetupCard";
import type { Step } from "../src/messages/Step";
import type { VonageReading } from "../src/messages/VonageReading";
import type { WayInView } from "../src/messages/WayInView";

export const SETUP = "6f0c3b5e-9d1a-4a7e-8a43-0d6a2f3c9b11";
export const PRIMARY = "arn:aws:iam::222233334444:role/vcc-export-primary";
export const SECONDARY = "arn:aws:iam::222233334444:role/vcc-export-secondary";
export const MAIL = `Dear customer,\n\nprimary service: ${PRIMARY}\nsecondary service: ${SECONDARY}\n\nKind regards, Vonage`;

export const claimedSetup: ClaimedSetup = {
  setup: SETUP,
  practice: false,
  account: "123456789012",
  region: "eu-west-1",
  bucket: "vcc-export-123456789012-eu-west-1-an",
  role: "vcc-export-storage-k7m2q9xw",
  tag: `export-storage-setup:setup = ${SETUP}`,
};

export const wayIn: WayInView = {
  roles: [
    { arn: "arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw", trust: '{ "Version": "2012-10-17" }' },
    { arn: "arn:aws:iam::123456789012:role/an-earlier-name", trust: null },
  ],
  becomes: '{ "Version": "2012-10-17", "Statement": [] }',
  fingerprint: "9b74c9897bac770ffc029102a200c5de4f6b1c8d3e2f1a0b9c8d7e6f5a4b3c2d",
};

export const practice: SessionView = {
  kind: "practice",
  account: "000000000000",
  alias: "practice",
  partition: "aws",
  callerArn: "arn:aws:iam::000000000000:user/you",
  caller: "user you",
  source: { kind: "practice" },
  root: false,
  region: "eu-west-1",
  endpoint: null,
};

export const real: SessionView = {
  kind: "real",
  account: "123456789012",
  alias: "example-contact-centre",
  partition: "aws",
  callerArn:
    "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Administrator_0123456789abcdef/anna.lindqvist@example.com",
  caller: "anna.lindqvist@example.com, in the role Administrator",
  source: { kind: "profile", name: "work" },
  root: false,
  region: null,
  endpoint: null,
};

export const root: SessionView = {
  ...real,
  callerArn: "arn:aws:iam::123456789012:root",
  caller: "the root user",
  root: true,
  source: { kind: "keys", lasting: true },
};

export const numberOnly: SessionView = {
  ...real,
  kind: "number-only",
  alias: null,
  callerArn: null,
  caller: null,
  source: null,
};

export const settings: SettingsView = {
  proxy: "",
  proxyUser: "",
  passwordHeld: false,
  signInRegion: "us-east-1",
  computerSays: { kind: "nothing" },
  setAside: null,
};

export const reached: HostView[] = [
  { host: "sts.eu-west-1.amazonaws.com", service: "sts", milliseconds: 48, problem: null },
  {
    host: "kms.eu-west-1.amazonaws.com",
    service: "kms",
    milliseconds: null,
    problem: {
      ...problemOf<Failure>({ kind: "proxy-refused" }),
      situation: {
        account: null,
        caller: null,
        resource: null,
        region: "eu-west-1",
        optIn: false,
        hosts: ["sts.eu-west-1.amazonaws.com", "kms.eu-west-1.amazonaws.com"],
      },
      aws: { call: "https:GET", code: null, message: "CONNECT 403", requestId: null },
    },
  },
];

export const about: About = {
  version: "0.1.0",
  licence: "MIT or Apache-2.0, as you like",
  folder: "/home/anna/.local/share/io.github.export-storage-setup",
};

export const browserLinks: BrowserLinks = {
  link: "https://us-east-1.signin.aws.amazon.com/v1/authorize?client_id=same-device",
  codeLink: "https://us-east-1.signin.aws.amazon.com/v1/authorize?client_id=cross-device",
  opened: true,
};

export const portal: PortalChoice = {
  startUrl: "https://example.awsapps.com/start",
  region: "eu-central-1",
  name: "",
};

export const centerLink: CenterLink = {
  link: "https://oidc.eu-central-1.amazonaws.com/authorize?response_type=code",
  code: null,
  opened: true,
};

export const centerAccounts: AccountChoice[] = [
  { id: "123456789012", name: "Contact centre" },
  { id: "210987654321", name: "Website" },
];

export const profiles: ProfileChoice[] = [
  {
    name: "work",
    kind: "identity-center",
    region: "eu-west-1",
    wantsCode: false,
  },
  { name: "old", kind: "keys", region: null, wantsCode: false },
];

export const regions: RegionChoice[] = [
  { id: "us-east-1", city: "Northern Virginia", country: "United States", optIn: false, accountRegional: true },
  { id: "eu-west-1", city: "Dublin", country: "Ireland", optIn: false, accountRegional: true },
  { id: "eu-west-2", city: "London", country: "United Kingdom", optIn: false, accountRegional: true },
  { id: "eu-central-1", city: "Frankfurt", country: "Germany", optIn: false, accountRegional: true },
  { id: "me-central-1", city: "Dubai", country: "United Arab Emirates", optIn: true, accountRegional: false },
];

export const form: Form = {
  setup: SETUP,
  primaryService: "",
  secondaryService: "",
  trustWholeAccount: false,
  region: "eu-west-1",
  bucketMode: "account-regional",
  bucketName: "vcc-export",
  bucketChanges: [],
  bucketMayBeFilled: false,
  encryptionMode: "new-key",
  keyArn: "",
  versioning: true,
  keep: "forever",
  retentionDays: "",
  policyName: "vcc-export-storage",
  roleName: "vcc-export-storage-k7m2q9xw",
  rolePath: "",
  externalId: "",
  permissionsBoundary: "",
  description: "Lets Vonage Contact Center export recordings",
  tags: [],
};

export const filled: Form = { ...form, primaryService: PRIMARY, secondaryService: SECONDARY };

export const judge = (typed: Form): FormCheck => {
  const problems: FormProblem[] = [];
  if (typed.primaryService === "") {
    problems.push({ field: "primary-service", kind: "principal-empty" });
  }
  if (typed.secondaryService === "") {
    problems.push({ field: "secondary-service", kind: "principal-empty" });
  }
  if (typed.region === "") {
    problems.push({ field: "region", kind: "region-missing" });
  }
  if (/[A-Z]/.test(typed.bucketName)) {
    problems.push({ field: "bucket-name", kind: "bucket-name-capitals" });
  }
  if (typed.roleName.includes(" ")) {
    problems.push({ field: "role-name", kind: "role-name-character", character: " " });
  }
  const suffix = `-123456789012-${typed.region}-an`;
  return {
    problems,
    advice: typed.region === "me-central-1" ? [{ field: "region", kind: "opt-in-region", region: typed.region }] : [],
    bucketName: typed.bucketMode === "account-regional" ? `${typed.bucketName}${suffix}` : typed.bucketName,
    bucketSuffix: typed.bucketMode === "account-regional" ? suffix : null,
    bucketNameLimit: 36,
  };
};

export const read = (text: string): VonageReading => {
  const found = text.match(/arn:aws:iam::\d{12}:(role\/[\w-]+|root)/g) ?? [];
  const [primary = null, secondary = null] = found;
  return {
    primary,
    secondary,
    wholeAccount: found.some((arn) => arn.endsWith(":root")),
    warnings: primary !== null && primary === secondary ? [{ kind: "same-twice", text: primary }] : [],
  };
};

export const denied = {
  ...problemOf<Failure>({ kind: "not-allowed" }),
  situation: {
    account: "123456789012",
    caller: "user anna",
    resource: "arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw",
    region: null,
    optIn: false,
    hosts: [],
  },
  step: "role" as const,
  aws: {
    call: "iam:CreateRole",
    code: "AccessDenied",
    message:
      "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw because no identity-based policy allows the iam:CreateRole action",
    requestId: "0e3a8d5c-1f0b-4b8e-9f55-0f4f4c1f2a77",
  },
};

export const nameTaken = {
  ...problemOf<Failure>({ kind: "bucket-taken", field: "bucket-name", name: "vcc-recordings" }),
  field: "bucket-name" as const,
};

export const review: Review = {
  fingerprint: "7f3a91c2d4e5f60718293a4b5c6d7e8f",
  shortFingerprint: "7F3A-91C2",
  cannotCreate: false,
  changes: [
    { step: "key", action: "create", name: "alias/vcc-export-storage", isNew: true },
    { step: "bucket", action: "create", name: "vcc-export-123456789012-eu-west-1-an" },
    { step: "public-access", action: "create" },
    { step: "encryption", action: "create", with: { kms: "new" } },
    { step: "https-only", action: "create" },
    { step: "keeping", action: "create", days: null },
    { step: "policy", action: "create", name: "vcc-export-storage" },
    { step: "role", action: "create", name: "vcc-export-storage-k7m2q9xw" },
    { step: "attach", action: "create", policy: "vcc-export-storage", role: "vcc-export-storage-k7m2q9xw" },
  ],
  differences: [],
  leftBehind: [],
  facts: [
    { kind: "rights" },
    { kind: "place", region: "eu-west-1", known: regions[1] ?? null, account: "123456789012" },
    { kind: "kept-forever", oldVersionsDays: 30 },
    { kind: "others" },
    { kind: "external-id" },
  ],
  trusted: [{ account: "222233334444", principals: [PRIMARY, SECONDARY] }],
  costs: [
    { what: "key", usd: 1 },
    { what: "storage", usd: 0.023 },
    { what: "writing", usd: 0.005 },
    { what: "key-use", usd: 0.03 },
    { what: "identity", usd: 0 },
  ],
  pricesAsOf: "2026-06",
  documents: [
    {
      id: "permissions",
      json: JSON.stringify(
        {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["s3:PutObject", "s3:GetObject"],
              Resource: "arn:aws:s3:::vcc-export-123456789012-eu-west-1-an/*",
            },
          ],
        },
        null,
        2,
      ),
    },
    {
      id: "trust",
      json: JSON.stringify(
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { AWS: [PRIMARY, SECONDARY] }, Action: "sts:AssumeRole", Condition: {} },
          ],
        },
        null,
        2,
      ),
    },
    {
      id: "bucket",
      json: JSON.stringify(
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
          ],
        },
        null,
        2,
      ),
    },
  ],
  settings: [
    { step: "key", call: "kms:CreateKey", name: "KeySpec, KeyUsage, KeyPolicy", value: { kind: "key-defaults" } },
    {
      step: "public-access",
      call: "s3:PutPublicAccessBlock",
      name: "BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets",
      value: { kind: "written", text: "true, true, true, true" },
    },
    { step: "encryption", call: "s3:PutBucketEncryption", name: null, value: { kind: "kms", key: null } },
    { step: "keeping", call: "s3:PutBucketVersioning", name: "Versioning", value: { kind: "off" } },
    {
      step: "keeping",
      call: "s3:PutBucketLifecycleConfiguration",
      name: "export-storage-setup-old-versions",
      value: {
        kind: "lifecycle",
        effect: {
          expire_days: null,
          expire_old_versions_days: 30,
          abort_uploads_days: 7,
          remove_lone_delete_markers: true,
        },
      },
    },
  ],
};

const STEPS: Step[] = [
  "key",
  "bucket",
  "public-access",
  "encryption",
  "https-only",
  "keeping",
  "policy",
  "role",
  "attach",
  "checks",
];

/** A run of which so many steps are done; the next one is what the state says. */
export const run = (state: RunState, done: number): RunView => ({
  setup: SETUP,
  title: "vcc-export-123456789012-eu-west-1-an",
  task: "create",
  state,
  steps: STEPS.map((step, index) => ({
    step,
    state: index < done ? "done" : index > done ? "waiting" : state,
    seconds: index < done ? 0.4 + index * 1.7 : null,
    waiting: index === done && state === "running" ? { reason: "settling", limit: 60 } : null,
    problem: index === done && state === "failed" ? denied : null,
    receipts:
      index < done
        ? [
            {
              at: `2026-11-23T10:00:0${index}Z`,
              call: `aws:${step}`,
              resource: `arn:aws:s3:::example-${step}`,
              requestId: "ABCDEF0123456789",
              outcome: { kind: "done" },
            },
          ]
        : [],
  })),
  problem: state === "failed" ? denied : null,
});

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809";

export const ready: Ready = {
  stopped: false,
  setup: SETUP,
  practice: false,
  account: "123456789012",
  values: {
    roleArn: "arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw",
    region: "eu-west-1",
    bucketName: "vcc-export-123456789012-eu-west-1-an",
    bucketArn: "arn:aws:s3:::vcc-export-123456789012-eu-west-1-an",
    keyArn: KEY,
    policyArn: "arn:aws:iam::123456789012:policy/vcc-export-storage",
  },
  request: JSON.stringify(
    {
      name: "External storage",
      storageProvider: "AWS_S3",
      credentials: {
        roleArn: "arn:aws:iam::123456789012:role/vcc-export-storage-k7m2q9xw",
        region: "eu-west-1",
        bucketName: "vcc-export-123456789012-eu-west-1-an",
      },
    },
    null,
    2,
  ),
  vonagePage: "https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4355424337",
  checks: [
    { resource: "public-access", result: { kind: "passes" } },
    { resource: "encryption", result: { kind: "passes" } },
    {
      resource: "attach",
      result: {
        kind: "not-read",
        why: { call: "iam:ListAttachedRolePolicies", code: "AccessDenied", message: "not authorized" },
      },
    },
  ],
  planned: {
    newBucket: true,
    encryption: { kind: "key", arn: KEY },
    versioning: true,
    tag: `export-storage-setup:setup = ${SETUP}`,
  },
  leftovers: false,
  storageId: null,
};

export const cards: SetupCard[] = [
  {
    setup: "a",
    title: "vcc-export",
    state: "draft",
    account: null,
    region: null,
    changed: "2026-11-22T09:12:00Z",
    practice: false,
  },
  {
    setup: "b",
    title: "vcc-export-123456789012-eu-west-1-an",
    state: "unfinished",
    account: "123456789012",
    region: "eu-west-1",
    changed: "2026-11-21T09:12:00Z",
    practice: false,
  },
  {
    setup: "c",
    title: "practice-vcc-export-000000000000-eu-west-1-an",
    state: "ready",
    account: "000000000000",
    region: "eu-west-1",
    changed: "2026-11-20T09:12:00Z",
    practice: true,
  },
  {
    setup: "d",
    title: "vcc-export-123456789012-us-east-1-an",
    state: "running",
    account: "123456789012",
    region: "us-east-1",
    changed: "2026-11-19T09:12:00Z",
    practice: false,
  },
];

export const readyCard: SetupCard = {
  setup: "found",
  title: "vcc-recordings-123456789012-eu-west-1-an",
  state: "ready",
  account: "123456789012",
  region: "eu-west-1",
  changed: "2026-11-22T09:12:00Z",
  practice: false,
};

export const foundSetups: FoundSetups = {
  setups: [
    { setup: "found", bucket: readyCard.title, region: "eu-west-1", known: false },
    { setup: "d", bucket: "vcc-export-123456789012-us-east-1-an", region: "us-east-1", known: true },
  ],
  seen: 14,
  unread: 1,
};
