//! Form never counts as a difference, and any change of substance does.

use export_storage_setup::policy::{
    ActionElement, ConditionValue, Conditions, Difference, Effect, OneOrMany, Ordered, PolicyDocument, Principal,
    PrincipalElement, Principals, ResourceElement, Sid, Side, Statement, Version, differences, same_meaning,
};
use proptest::prelude::*;
use proptest::sample::Index;

use super::document::{PERMISSIONS, TRUST};
use super::generate;

fn parse(json: &str) -> PolicyDocument {
    PolicyDocument::parse(json).unwrap()
}

fn statement(parts: &str) -> PolicyDocument {
    parse(&format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",{parts}}}]}}"#))
}

#[test]
fn these_mean_the_same() {
    let pairs = [
        (r#""Action":"s3:GetObject""#, r#""Action":["s3:GetObject"]"#),
        (r#""Action":["a","b"]"#, r#""Action":["b","a","b"]"#),
        (r#""Action":"s3:GetObject""#, r#""Action":"S3:getobject""#),
        (r#""Action":"a","Resource":["x","y"]"#, r#""Action":"a","Resource":["y","x"]"#),
        (r#""Action":"a","Condition":{}"#, r#""Action":"a""#),
        (r#""Action":"a","Condition":{"Bool":{}}"#, r#""Action":"a""#),
        (r#""Action":"a","Sid":"One""#, r#""Action":"a","Sid":"Two""#),
        (r#""Action":"a","Principal":"*""#, r#""Action":"a","Principal":{"AWS":["*"]}"#),
        (
            r#""Action":"a","Principal":{"AWS":"111122223333"}"#,
            r#""Action":"a","Principal":{"AWS":"arn:aws-us-gov:iam::111122223333:root"}"#,
        ),
        (
            r#""Action":"a","NotPrincipal":{"AWS":["111122223333","x"]}"#,
            r#""Action":"a","NotPrincipal":{"AWS":["x","arn:aws:iam::111122223333:root"]}"#,
        ),
        (
            r#""Action":"a","Condition":{"Bool":{"aws:SecureTransport":true}}"#,
            r#""Action":"a","Condition":{"bool":{"AWS:securetransport":["true"]}}"#,
        ),
        (
            r#""Action":"a","Condition":{"NumericEquals":{"k":8}}"#,
            r#""Action":"a","Condition":{"NumericEquals":{"k":"8"}}"#,
        ),
        (
            r#""Action":"a","Condition":{"Bool":{"k":"true"},"Null":{"l":"true","m":["x","y"]}}"#,
            r#""Action":"a","Condition":{"Null":{"m":["y","x"],"l":"true"},"Bool":{"k":"true"}}"#,
        ),
    ];
    for (first, second) in pairs {
        let (first, second) = (statement(first), statement(second));
        assert!(same_meaning(&first, &second), "{} and {}", first.to_json(), second.to_json());
        assert_eq!(differences(&first, &second), []);
    }
}

#[test]
fn these_mean_something_else() {
    let pairs = [
        (r#""Action":"a""#, r#""NotAction":"a""#),
        (r#""Action":"a","Resource":"x""#, r#""Action":"a","NotResource":"x""#),
        (r#""Action":"a","Resource":"x""#, r#""Action":"a","Resource":"X""#),
        (r#""Action":"a","Resource":"x""#, r#""Action":"a""#),
        (r#""Action":"a","Principal":"*""#, r#""Action":"a","NotPrincipal":"*""#),
        (r#""Action":"a","Principal":"*""#, r#""Action":"a""#),
        (r#""Action":"a","Principal":{"AWS":"x"}"#, r#""Action":"a","Principal":{"Service":"x"}"#),
        (r#""Action":"a","Principal":{"Federated":"x"}"#, r#""Action":"a","Principal":{"CanonicalUser":"x"}"#),
        (
            r#""Action":"a","Principal":{"AWS":"111122223333"}"#,
            r#""Action":"a","Principal":{"AWS":"arn:aws:iam::111122223333:user/root"}"#,
        ),
        (r#""Action":"a","Condition":{"Bool":{"k":"true"}}"#, r#""Action":"a","Condition":{"Null":{"k":"true"}}"#),
        (r#""Action":"a","Condition":{"Bool":{"k":"true"}}"#, r#""Action":"a","Condition":{"Bool":{"l":"true"}}"#),
        (r#""Action":"a","Condition":{"Bool":{"k":"true"}}"#, r#""Action":"a","Condition":{"Bool":{"k":[]}}"#),
        (
            r#""Action":"a","Condition":{"StringEquals":{"k":"A"}}"#,
            r#""Action":"a","Condition":{"StringEquals":{"k":"a"}}"#,
        ),
    ];
    for (first, second) in pairs {
        let (first, second) = (statement(first), statement(second));
        assert!(!same_meaning(&first, &second), "{} and {}", first.to_json(), second.to_json());
    }
}

#[test]
fn differences_name_what_stands_on_one_side_only() {
    let first = parse(PERMISSIONS);
    let mut second = first.clone();
    second.version = Version::V2008_10_17;
    let removed = second.statement.remove(1);
    second.statement.reverse();
    second.statement[0].effect = Effect::Deny;
    let (kept_kms, denied_kms) = (first.statement[2].clone(), second.statement[0].clone());

    assert_eq!(
        differences(&first, &second),
        [
            Difference::VersionDiffers { first: Version::V2012_10_17, second: Version::V2008_10_17 },
            Difference::StatementOnlyIn { side: Side::First, statement: Box::new(removed) },
            Difference::StatementOnlyIn { side: Side::First, statement: Box::new(kept_kms) },
            Difference::StatementOnlyIn { side: Side::Second, statement: Box::new(denied_kms) },
        ]
    );
}

#[test]
fn a_trust_document_as_iam_may_return_it_is_still_ours() {
    let returned = r#"{"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow","Principal":{"AWS":[
        "arn:aws:iam::444455556666:role/secondary","arn:aws:iam::444455556666:role/primary"]},"Action":["sts:AssumeRole"]}]}"#;
    assert!(same_meaning(&parse(TRUST), &parse(returned)));

    // A trusted role that was deleted shows as its unique id, which trusts nobody any more.
    let orphaned = returned.replace("arn:aws:iam::444455556666:role/primary", "AROA1234567890EXAMPLE");
    assert!(!same_meaning(&parse(TRUST), &parse(&orphaned)));
}

/// Another way to write the same values: turned around, one repeated, or bare when there is but one.
fn reshape<T: Clone>(values: &OneOrMany<T>, turn: usize, respell: impl Fn(&T) -> T) -> OneOrMany<T> {
    let mut values: Vec<T> = values.iter().map(respell).collect();
    if values.is_empty() {
        return OneOrMany::Many(values);
    }
    let middle = turn % values.len();
    values.rotate_left(middle);
    match (values.len(), turn % 3) {
        (1, 0) => OneOrMany::One(values.remove(0)),
        (_, 1) => {
            values.push(values[0].clone());
            OneOrMany::Many(values)
        }
        _ => OneOrMany::Many(values),
    }
}

fn respell_principal(principal: &Principal, turn: usize) -> Principal {
    match principal {
        Principal::Anyone if turn.is_multiple_of(2) => Principal::aws(OneOrMany::one("*")),
        Principal::Anyone => Principal::Anyone,
        Principal::Named(named) => Principal::Named(Principals {
            aws: named.aws.as_ref().map(|aws| {
                reshape(aws, turn, |name| {
                    let is_account = name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit());
                    if is_account { format!("arn:aws-cn:iam::{name}:root") } else { name.clone() }
                })
            }),
            service: named.service.as_ref().map(|service| reshape(service, turn, String::clone)),
            ..Principals::default()
        }),
    }
}

fn respell_conditions(conditions: &Conditions) -> Conditions {
    let mut operators: Vec<_> = conditions
        .iter()
        .map(|(operator, keys)| {
            let mut keys: Vec<_> = keys.iter().collect();
            keys.reverse();
            let quoted = |value: &ConditionValue| ConditionValue::Text(value.as_text().into_owned());
            let keys: Ordered<_> =
                keys.into_iter().map(|(key, values)| (key.to_ascii_uppercase(), reshape(values, 1, quoted))).collect();
            (operator.to_ascii_uppercase(), keys)
        })
        .collect();
    operators.reverse();
    operators.into_iter().collect()
}

/// The document in other words.
fn respell(document: &PolicyDocument, turn: usize) -> PolicyDocument {
    let mut statement: Vec<Statement> = document
        .statement
        .iter()
        .map(|statement| Statement {
            sid: Some(Sid::new(format!("Turn{turn}"))),
            effect: statement.effect,
            principal: statement.principal.as_ref().map(|element| match element {
                PrincipalElement::Principal(these) => PrincipalElement::Principal(respell_principal(these, turn)),
                PrincipalElement::NotPrincipal(others) => {
                    PrincipalElement::NotPrincipal(respell_principal(others, turn))
                }
            }),
            action: match &statement.action {
                ActionElement::Action(these) => {
                    ActionElement::Action(reshape(these, turn, |action| action.to_ascii_uppercase()))
                }
                ActionElement::NotAction(others) => {
                    ActionElement::NotAction(reshape(others, turn, |action| action.to_ascii_lowercase()))
                }
            },
            resource: statement.resource.as_ref().map(|element| match element {
                ResourceElement::Resource(these) => ResourceElement::Resource(reshape(these, turn, String::clone)),
                ResourceElement::NotResource(others) => {
                    ResourceElement::NotResource(reshape(others, turn, String::clone))
                }
            }),
            condition: match &statement.condition {
                Some(conditions) if conditions.is_empty() => None,
                Some(conditions) => Some(respell_conditions(conditions)),
                None => Some(Conditions::new()),
            },
        })
        .collect();
    if !statement.is_empty() {
        let middle = turn % statement.len();
        statement.rotate_left(middle);
        statement.push(statement[0].clone());
    }
    PolicyDocument { version: document.version, id: Some("another".to_owned()), statement }
}

fn and<T: From<&'static str> + Clone>(values: &OneOrMany<T>, word: &'static str) -> OneOrMany<T> {
    OneOrMany::Many(values.iter().cloned().chain([T::from(word)]).collect())
}

/// The statement with one part changed in substance. No generated document holds the word that is added.
fn change(statement: &mut Statement, part: usize) {
    const NEW: &str = "a word that no generator makes";
    let add = |principal: &mut Principal| {
        let aws = match principal {
            Principal::Anyone => OneOrMany::one(NEW),
            Principal::Named(named) => and(named.aws.as_ref().unwrap_or(&OneOrMany::Many(Vec::new())), NEW),
        };
        *principal = Principal::aws(aws);
    };
    match part {
        0 => statement.effect = if statement.effect == Effect::Allow { Effect::Deny } else { Effect::Allow },
        1 => match &mut statement.principal {
            Some(PrincipalElement::Principal(these)) => add(these),
            Some(PrincipalElement::NotPrincipal(others)) => add(others),
            None => statement.principal = Some(PrincipalElement::Principal(Principal::Anyone)),
        },
        2 => match &mut statement.action {
            ActionElement::Action(these) => *these = and(these, NEW),
            ActionElement::NotAction(others) => *others = and(others, NEW),
        },
        3 => {
            statement.action = match statement.action.clone() {
                ActionElement::Action(these) => ActionElement::NotAction(these),
                ActionElement::NotAction(others) => ActionElement::Action(others),
            }
        }
        4 => match &mut statement.resource {
            Some(ResourceElement::Resource(these)) => *these = and(these, NEW),
            Some(ResourceElement::NotResource(others)) => *others = and(others, NEW),
            None => statement.resource = Some(ResourceElement::Resource(OneOrMany::one("*"))),
        },
        _ => {
            let mut conditions = statement.condition.clone().unwrap_or_default();
            conditions.insert("StringEquals", Ordered::from([(NEW, OneOrMany::one("value"))]));
            statement.condition = Some(conditions);
        }
    }
}

proptest! {
    #[test]
    fn other_words_keep_the_meaning(document in generate::document(), turn in 0_usize..6) {
        let respelt = respell(&document, turn);
        prop_assert!(same_meaning(&document, &respelt), "{}\n{}", document.to_json(), respelt.to_json());
        prop_assert_eq!(differences(&document, &respelt), []);
    }

    #[test]
    fn changing_one_part_changes_the_meaning(
        document in generate::document().prop_filter("has a statement", |document| !document.statement.is_empty()),
        which in any::<Index>(),
        part in 0_usize..6,
    ) {
        // Repeated statements would let a changed one hide behind its twin.
        let document = PolicyDocument { statement: vec![which.get(&document.statement).clone()], ..document };
        let mut changed = document.clone();
        change(&mut changed.statement[0], part);
        prop_assert!(!same_meaning(&document, &changed), "{}", changed.to_json());
        prop_assert_eq!(differences(&document, &changed).len(), 2);
    }

    #[test]
    fn comparing_is_reflexive_and_symmetric(first in generate::document(), second in generate::document()) {
        prop_assert!(same_meaning(&first, &first));
        prop_assert_eq!(same_meaning(&first, &second), same_meaning(&second, &first));
        prop_assert_eq!(differences(&first, &second).len(), differences(&second, &first).len());
        prop_assert_eq!(same_meaning(&first, &second), differences(&first, &second).is_empty());
    }
}
