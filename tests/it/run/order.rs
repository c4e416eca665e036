//! Which calls go at the same time, and which wait.

use super::stage::{ALL_CALLS, Stage};
use super::traffic::Exchange;

/// Design of the graph: what must have been answered before a call is sent.
const WAITS_FOR: [(&str, &[&str]); 9] = [
    ("kms:EnableKeyRotation", &["kms:CreateKey"]),
    ("kms:CreateAlias", &["kms:CreateKey"]),
    ("s3:PutPublicAccessBlock", &["s3:CreateBucket"]),
    ("s3:PutBucketEncryption", &["s3:CreateBucket", "kms:CreateKey"]),
    ("s3:PutBucketPolicy", &["s3:CreateBucket"]),
    ("s3:PutBucketVersioning", &["s3:CreateBucket"]),
    ("s3:PutBucketLifecycleConfiguration", &["s3:CreateBucket"]),
    ("iam:CreatePolicy", &["kms:CreateKey"]),
    ("iam:AttachRolePolicy", &["iam:CreatePolicy", "iam:CreateRole"]),
];

#[tokio::test]
async fn what_depends_waits_and_what_does_not_goes_at_once() {
    let stage = Stage::new().await;
    stage.assert_ready(&stage.run(&stage.form()).await);
    let writes = stage.traffic.writes();
    assert_eq!(writes.len(), ALL_CALLS.len());
    let find = |name: &str| writes.iter().find(|write| write.operation == name).unwrap();
    for (call, before) in WAITS_FOR {
        for earlier in before {
            assert!(find(earlier).ended.unwrap() < find(call).began, "{call} is sent before {earlier} is answered");
        }
    }
    for one in writes.iter().filter(|write| write.operation.starts_with("s3:")) {
        for other in writes.iter().filter(|write| write.operation.starts_with("s3:") && write.began > one.began) {
            assert!(!one.overlaps(other), "{one:?} {other:?}");
        }
    }
    let roots: Vec<&Exchange> = ["kms:CreateKey", "s3:CreateBucket", "iam:CreateRole"].map(find).to_vec();
    for (at, one) in roots.iter().enumerate() {
        assert!(roots[at + 1..].iter().all(|other| one.overlaps(other)), "{roots:?}");
    }
    let after_key: Vec<&Exchange> = ["kms:EnableKeyRotation", "kms:CreateAlias", "iam:CreatePolicy"].map(find).to_vec();
    assert!(after_key[0].overlaps(after_key[1]) && after_key[1].overlaps(after_key[2]), "{after_key:?}");
}

/// Everything that is read back is read after everything is made. What others may have written in the meantime is looked
/// for directly before it would be written over.
#[tokio::test]
async fn the_checks_come_last() {
    let stage = Stage::new().await;
    stage.assert_ready(&stage.run(&stage.form()).await);
    let exchanges = stage.traffic.exchanges();
    let last_write = exchanges.iter().filter(|exchange| exchange.is_write()).filter_map(|write| write.ended).max();
    let (before, back): (Vec<_>, Vec<_>) =
        exchanges.iter().filter(|exchange| !exchange.is_write()).partition(|read| Some(read.began) < last_write);
    let looked: Vec<&str> = before.iter().map(|read| read.operation.as_str()).collect();
    assert_eq!(looked, ["s3:GetBucketPolicy", "s3:GetBucketLifecycleConfiguration"]);
    for read in before {
        let next = exchanges.iter().filter(|write| write.is_write() && write.operation.starts_with("s3:"));
        let next = next.filter(|write| write.began > read.began).min_by_key(|write| write.began).unwrap();
        assert_eq!(next.operation, read.operation.replacen(":Get", ":Put", 1), "directly before it");
    }
    assert!(!back.is_empty(), "{exchanges:?}");
}

/// Outcome and next intents are written together, so that a call costs one fsync.
#[tokio::test]
async fn a_call_costs_one_commit() {
    let stage = Stage::new().await;
    let review = stage.reviewed(&stage.form()).await;
    let before = stage.commits();
    let setup = stage.app.runs.create(review.plan.fingerprint.as_str()).unwrap();
    stage.assert_ready(&stage.ended(&setup).await);
    let calls = stage.record(&setup).entries.len();
    // Besides the calls: Create itself, the first intents, and how it ended.
    assert_eq!(stage.commits() - before, calls + 3);
}
