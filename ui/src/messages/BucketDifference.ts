import type { BucketNow } from "./BucketNow";
export type BucketDifference = { now: BucketNow, ticked: boolean, canChange: boolean } & WouldBe;
import type { WouldBe } from "./WouldBe";
