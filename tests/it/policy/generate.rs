//! Documents and requests made up at random, from few enough words that they often meet.

use export_storage_setup::policy::{
    ActionElement, Caller, ConditionValue, Conditions, Context, Effect, Identity, OneOrMany, Ordered, PolicyDocument,
    Principal, PrincipalElement, Principals, Request, ResourceElement, Sid, Statement, Version,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const ACTIONS: &[&str] =
    &["*", "s3:*", "s3:PutObject", "S3:putobject", "s3:Get*", "s3:GetObject", "kms:Decrypt", "k?s:*"];
const RESOURCES: &[&str] =
    &["*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::c/?", "arn:aws:s3:::${aws:username}/*", "${broken"];
const PRINCIPALS: &[&str] = &[
    "*",
    "111122223333",
    "444455556666",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:role/r",
    "arn:aws:iam::444455556666:user/u",
];
const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLikeIfExists",
    "Bool",
    "Null",
    "ArnLike",
    "ArnNotEquals",
    "NumericLessThan",
    "DateGreaterThan",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringLike",
    "ForAnyValue:StringEqualsIfExists",
    "StringAlmostEquals",
];
const KEYS: &[&str] = &["aws:SecureTransport", "s3:x-amz-acl", "aws:TagKeys", "aws:PrincipalArn", "aws:username"];
const VALUES: &[&str] =
    &["true", "false", "private", "5", "2024-01-01", "arn:aws:iam::*:role/*", "p*", "${aws:username}"];

fn word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![9 => select(words).prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn one_or_many<T: Clone + std::fmt::Debug + 'static>(
    item: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = OneOrMany<T>> {
    prop_oneof![item.clone().prop_map(OneOrMany::One), vec(item, 0..4).prop_map(OneOrMany::Many)]
}

fn words(list: &'static [&'static str]) -> BoxedStrategy<OneOrMany<String>> {
    one_or_many(word(list).boxed()).boxed()
}

fn principal() -> impl Strategy<Value = Principal> {
    let named = (option::of(words(PRINCIPALS)), option::of(words(&["logging.s3.amazonaws.com"])))
        .prop_map(|(aws, service)| Principal::Named(Principals { aws, service, ..Principals::default() }));
    prop_oneof![1 => Just(Principal::Anyone), 3 => named]
}

fn condition_value() -> impl Strategy<Value = ConditionValue> {
    prop_oneof![
        6 => word(VALUES).prop_map(ConditionValue::Text),
        1 => any::<bool>().prop_map(ConditionValue::Bool),
        1 => any::<i64>().prop_map(|number| ConditionValue::Number(number.into())),
    ]
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let keys = btree_map(word(KEYS), one_or_many(condition_value().boxed()), 0..3);
    btree_map(word(OPERATORS), keys.prop_map(Ordered::from_iter), 0..3).prop_map(Ordered::from_iter)
}

/// Any statement the types can hold, fit for AWS or not.
pub fn statement() -> impl Strategy<Value = Statement> {
    (
        option::of("[A-Za-z0-9 ]{0,6}".prop_map(Sid::new)),
        prop_oneof![Just(Effect::Allow), Just(Effect::Deny)],
        option::of((principal(), any::<bool>())),
        (words(ACTIONS), prop::bool::weighted(0.2)),
        option::of((words(RESOURCES), prop::bool::weighted(0.2))),
        option::of(conditions()),
    )
        .prop_map(|(sid, effect, principal, (action, but), resource, condition)| Statement {
            sid,
            effect,
            principal: principal.map(|(principal, but)| {
                if but { PrincipalElement::NotPrincipal(principal) } else { PrincipalElement::Principal(principal) }
            }),
            action: if but { ActionElement::NotAction(action) } else { ActionElement::Action(action) },
            resource: resource.map(|(resource, but)| {
                if but { ResourceElement::NotResource(resource) } else { ResourceElement::Resource(resource) }
            }),
            condition,
        })
}

/// Any document the types can hold.
pub fn document() -> impl Strategy<Value = PolicyDocument> {
    (
        prop_oneof![Just(Version::V2012_10_17), Just(Version::V2008_10_17)],
        option::of("\\PC{0,6}"),
        vec(statement(), 0..4),
    )
        .prop_map(|(version, id, statement)| PolicyDocument { version, id, statement })
}

/// A document as AWS would let it be attached to an identity, with conditions that can be evaluated.
pub fn identity_document() -> impl Strategy<Value = PolicyDocument> {
    vec(statement(), 0..4).prop_map(|statement| PolicyDocument {
        version: Version::V2008_10_17,
        id: None,
        statement: statement
            .into_iter()
            .map(|statement| Statement {
                principal: None,
                resource: statement.resource.or(Some(ResourceElement::Resource(OneOrMany::one("*")))),
                condition: None,
                ..statement
            })
            .collect(),
    })
}

/// Any request.
pub fn request() -> impl Strategy<Value = Request> {
    let caller = prop_oneof![
        4 => select(&PRINCIPALS[3..]).prop_map(|arn| Caller::Identity(Identity::parse(arn).unwrap())),
        1 => Just(Caller::Service("logging.s3.amazonaws.com".to_owned())),
        1 => Just(Caller::Anonymous),
    ];
    (caller, word(ACTIONS), word(RESOURCES), btree_map(word(KEYS), vec(word(VALUES), 0..3), 0..4)).prop_map(
        |(principal, action, resource, keys)| Request {
            principal,
            action,
            resource,
            context: keys.into_iter().fold(Context::new(), |context, (key, values)| context.with_many(&key, values)),
        },
    )
}
