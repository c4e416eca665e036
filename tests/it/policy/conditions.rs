//! Condition operators, one table row per rule of AWS's page about them.

use export_storage_setup::policy::{
    Caller, Context, Decision, GrantRule, Identity, Obstacle, Policies, PolicyDocument, Request, evaluate,
};

/// Whether a condition, as JSON, lets a statement apply to a request that carries these keys.
fn holds(version: &str, condition: &str, keys: &[(&str, &[&str])]) -> Result<bool, Obstacle> {
    let document = PolicyDocument::parse(&format!(
        r#"{{"Version":"{version}","Statement":[{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}]}}"#
    ))
    .unwrap();
    let context =
        keys.iter().fold(Context::new(), |context, (key, values)| context.with_many(key, values.iter().copied()));
    let request = Request {
        principal: Caller::Identity(Identity::parse("arn:aws:iam::111122223333:role/r").unwrap()),
        action: "s3:PutObject".to_owned(),
        resource: "arn:aws:s3:::b/k".to_owned(),
        context,
    };
    let policies = Policies { identity: &[document], resource: &[], rule: GrantRule::SameAccount };
    match evaluate(&request, &policies) {
        Ok(decision) => Ok(decision == Decision::Allowed),
        Err(error) => Err(error.obstacle),
    }
}

/// Rows of operator, values as JSON, values of the key in the request, whether the condition holds.
fn check(rows: &[(&str, &str, &[&str], bool)]) {
    for (operator, values, found, expected) in rows {
        let condition = format!(r#"{{"{operator}":{{"k":{values}}}}}"#);
        assert_eq!(holds("2012-10-17", &condition, &[("k", found)]), Ok(*expected), "{condition} with {found:?}");
    }
}

#[test]
fn strings() {
    check(&[
        ("StringEquals", r#""a""#, &["a"], true),
        ("StringEquals", r#""a""#, &["A"], false),
        ("StringEquals", r#"["a","b"]"#, &["b"], true),
        ("StringEquals", r#""a*""#, &["ab"], false),
        ("StringEquals", r#""a*""#, &["a*"], true),
        ("StringEquals", "true", &["true"], true),
        ("StringEquals", "8", &["8"], true),
        ("StringEquals", "[]", &["a"], false),
        ("stringequals", r#""a""#, &["a"], true),
        ("StringNotEquals", r#""a""#, &["a"], false),
        ("StringNotEquals", r#"["a","b"]"#, &["b"], false),
        ("StringNotEquals", r#"["a","b"]"#, &["c"], true),
        ("StringEqualsIgnoreCase", r#""aB""#, &["Ab"], true),
        ("StringEqualsIgnoreCase", r#""aB""#, &["Abc"], false),
        ("StringNotEqualsIgnoreCase", r#""aB""#, &["Ab"], false),
        ("StringNotEqualsIgnoreCase", r#""aB""#, &["Abc"], true),
        ("StringLike", r#""a*c?""#, &["abbbcd"], true),
        ("StringLike", r#""a*c?""#, &["abbbc"], false),
        ("StringLike", r#""A*""#, &["abc"], false),
        ("StringNotLike", r#""a*""#, &["abc"], false),
        ("StringNotLike", r#""a*""#, &["xbc"], true),
    ]);
}

#[test]
fn booleans() {
    check(&[
        ("Bool", r#""true""#, &["true"], true),
        ("Bool", r#""true""#, &["false"], false),
        ("Bool", "false", &["False"], true),
        ("Bool", r#"["true","false"]"#, &["false"], true),
        ("Bool", r#""false""#, &["no"], false),
        ("Bool", r#""false""#, &[], false),
    ]);
}

#[test]
fn presence() {
    check(&[
        ("Null", r#""true""#, &[], true),
        ("Null", r#""true""#, &["a"], false),
        ("Null", "false", &["a"], true),
        ("Null", "false", &[], false),
        ("Null", "false", &["a", "b"], true),
    ]);
}

#[test]
fn arns() {
    let role: &[&str] = &["arn:aws:iam::111122223333:role/team/r"];
    check(&[
        ("ArnEquals", r#""arn:aws:iam::111122223333:role/team/r""#, role, true),
        ("ArnEquals", r#""arn:aws:iam::*:role/*""#, role, true),
        ("ArnLike", r#""arn:aws*:iam::11112222????:role/*""#, role, true),
        ("ArnLike", r#""arn:aws:iam::111122223333:role/R""#, role, false),
        // A wildcard stays within its part of the ARN, and the last part is all the rest.
        ("ArnLike", r#""arn:aws:*:111122223333:*:sub""#, &["arn:aws:sns:eu-west-1:111122223333:topic:sub"], false),
        ("ArnLike", r#""arn:aws:sns:*:*:topic:sub""#, &["arn:aws:sns:eu-west-1:111122223333:topic:sub"], true),
        ("ArnLike", r#""arn:*:*:*:*:*""#, &["not an ARN"], false),
        ("ArnNotEquals", r#""arn:aws:iam::*:role/*""#, role, false),
        ("ArnNotLike", r#""arn:aws:iam::*:user/*""#, role, true),
    ]);
}

#[test]
fn numbers() {
    check(&[
        ("NumericEquals", r#""10""#, &["10.0"], true),
        ("NumericEquals", "10", &["11"], false),
        ("NumericNotEquals", "10", &["11"], true),
        ("NumericLessThan", "10", &["9"], true),
        ("NumericLessThan", "10", &["10"], false),
        ("NumericLessThanEquals", "10", &["10"], true),
        ("NumericGreaterThan", "1.5", &["1.6"], true),
        ("NumericGreaterThan", "-1", &["-2"], false),
        ("NumericGreaterThanEquals", "10", &["10"], true),
        ("NumericLessThan", "10", &["few"], false),
        ("NumericLessThan", "10", &["-inf"], false),
        ("NumericLessThan", "10", &[], false),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("DateEquals", r#""2026-03-01T10:00:00Z""#, &["2026-03-01T11:00:00+01:00"], true),
        ("DateEquals", r#""1970-01-02""#, &["86400"], true),
        ("DateNotEquals", r#""1970-01-02""#, &["86401"], true),
        ("DateLessThan", r#""2026-03-01""#, &["2026-02-28T23:59:59Z"], true),
        ("DateLessThan", r#""2026-03-01""#, &["2026-03-01T00:00:00Z"], false),
        ("DateLessThanEquals", r#""2026-03-01""#, &["2026-03-01T00:00:00Z"], true),
        ("DateGreaterThan", "86400", &["1970-01-02T00:00:01.5Z"], true),
        ("DateGreaterThanEquals", "86400", &["1970-01-02T00:00Z"], true),
        ("DateGreaterThan", r#""2026-03-01""#, &["soon"], false),
        // Without an offset nobody knows which moment is meant.
        ("DateGreaterThan", r#""2026-03-01""#, &["2030-03-01T00:00:00"], false),
    ]);
}

#[test]
fn a_missing_key_meets_negations_and_if_exists_only() {
    check(&[
        ("StringEquals", r#""a""#, &[], false),
        ("StringLike", r#""*""#, &[], false),
        ("ArnEquals", r#""arn:*:*:*:*:*""#, &[], false),
        ("DateLessThan", r#""2026-03-01""#, &[], false),
        ("StringNotEquals", r#""a""#, &[], true),
        ("StringNotEqualsIgnoreCase", r#""a""#, &[], true),
        ("StringNotLike", r#""*""#, &[], true),
        ("ArnNotLike", r#""arn:*:*:*:*:*""#, &[], true),
        ("NumericNotEquals", "1", &[], true),
        ("DateNotEquals", "1", &[], true),
        ("StringEqualsIfExists", r#""a""#, &[], true),
        ("StringEqualsIfExists", r#""a""#, &["b"], false),
        ("StringEqualsIfExists", r#""a""#, &["a"], true),
        ("StringNotEqualsIfExists", r#""a""#, &[], true),
        ("StringNotEqualsIfExists", r#""a""#, &["a"], false),
        ("BoolIfExists", r#""true""#, &[], true),
        ("BoolIfExists", r#""true""#, &["false"], false),
        ("NumericLessThanIfExists", "1", &[], true),
        ("ArnLikeIfExists", r#""arn:*:*:*:*:*""#, &[], true),
    ]);
}

#[test]
fn keys_of_several_values() {
    check(&[
        ("ForAllValues:StringEquals", r#"["a","b"]"#, &["a", "b"], true),
        ("ForAllValues:StringEquals", r#"["a","b"]"#, &["a"], true),
        ("ForAllValues:StringEquals", r#"["a","b"]"#, &["a", "c"], false),
        ("ForAllValues:StringEquals", r#"["a","b"]"#, &[], true),
        ("ForAllValues:StringNotEquals", r#"["a","b"]"#, &["c", "d"], true),
        ("ForAllValues:StringNotEquals", r#"["a","b"]"#, &["a", "d"], false),
        ("ForAllValues:StringNotEquals", r#"["a","b"]"#, &[], true),
        ("ForAllValues:StringEqualsIfExists", r#""a""#, &[], true),
        ("ForAnyValue:StringEquals", r#"["a","b"]"#, &["c", "b"], true),
        ("ForAnyValue:StringEquals", r#"["a","b"]"#, &["c", "d"], false),
        ("ForAnyValue:StringEquals", r#"["a","b"]"#, &[], false),
        ("ForAnyValue:StringNotEquals", r#"["a","b"]"#, &["a", "c"], true),
        ("ForAnyValue:StringNotEquals", r#"["a","b"]"#, &["a", "b"], false),
        ("ForAnyValue:StringNotEquals", r#"["a","b"]"#, &[], false),
        ("forAnyValue:stringlike", r#""a*""#, &["x", "ab"], true),
        ("ForAnyValue:StringLikeIfExists", r#""a*""#, &["ab"], true),
    ]);
}

#[test]
fn all_keys_and_operators_must_hold_in_any_case_of_their_names() {
    let condition = r#"{"StringEquals":{"a":"1","B":"2"},"Bool":{"c":"true"}}"#;
    let all: &[(&str, &[&str])] = &[("A", &["1"]), ("b", &["2"]), ("C", &["true"])];
    assert_eq!(holds("2012-10-17", condition, all), Ok(true));
    for missing in 0..all.len() {
        let mut some = all.to_vec();
        some.remove(missing);
        assert_eq!(holds("2012-10-17", condition, &some), Ok(false), "without {:?}", all[missing]);
    }
    assert_eq!(holds("2012-10-17", "{}", &[]), Ok(true));
}

#[test]
fn variables_stand_for_values_of_the_request() {
    let user: &[(&str, &[&str])] = &[("aws:username", &["a*"]), ("k", &["a*/b"])];
    let rows = [
        (r#"{"StringEquals":{"k":"${aws:username}/b"}}"#, Ok(true)),
        (r#"{"StringEquals":{"k":"${AWS:UserName}/b"}}"#, Ok(true)),
        (r#"{"StringLike":{"k":"${aws:username}*"}}"#, Ok(true)),
        (r#"{"StringLike":{"k":"${ aws:nobody , 'a*' }${*}b"}}"#, Ok(false)),
        (r#"{"StringEquals":{"k":"${aws:nobody, 'a'}${*}/b"}}"#, Ok(true)),
        (r#"{"StringEquals":{"k":"${aws:nobody}"}}"#, Ok(false)),
        (r#"{"StringNotEquals":{"k":"${aws:nobody}"}}"#, Ok(true)),
        (
            r#"{"StringEquals":{"k":"${aws:username"}}"#,
            Err(Obstacle::UnusableVariable { variable: "${aws:username".to_owned() }),
        ),
        (r#"{"StringEquals":{"k":"x${a, b}"}}"#, Err(Obstacle::UnusableVariable { variable: "${a, b}".to_owned() })),
        (r#"{"StringEquals":{"k":"${}"}}"#, Err(Obstacle::UnusableVariable { variable: "${}".to_owned() })),
    ];
    for (condition, expected) in rows {
        assert_eq!(holds("2012-10-17", condition, user), expected, "{condition}");
    }

    // What a variable put there is text: the star of the user's name covers nothing.
    let other = [("aws:username", ["a*"].as_slice()), ("k", &["abc/b"])];
    assert_eq!(holds("2012-10-17", r#"{"StringLike":{"k":"${aws:username}/b"}}"#, &other), Ok(false));

    // Inside a default's quotes a brace is text, and two quotes are one.
    let braces = [("k", ["}'{"].as_slice())];
    assert_eq!(holds("2012-10-17", r#"{"StringEquals":{"k":"${aws:nobody, '}''{'}"}}"#, &braces), Ok(true));

    let several = [("aws:tagkeys", ["a", "b"].as_slice()), ("k", &["a"])];
    assert_eq!(
        holds("2012-10-17", r#"{"StringEquals":{"k":"${aws:TagKeys}"}}"#, &several),
        Err(Obstacle::UnusableVariable { variable: "${aws:TagKeys}".to_owned() })
    );
}

#[test]
fn the_earlier_language_has_no_variables() {
    let literal = [("aws:username", ["u"].as_slice()), ("k", &["${aws:username}"])];
    let condition = r#"{"StringEquals":{"k":"${aws:username}"}}"#;
    assert_eq!(holds("2008-10-17", condition, &literal), Ok(true));
    assert_eq!(holds("2012-10-17", condition, &literal), Ok(false));
}

#[test]
fn a_request_carries_its_callers_arn_and_account() {
    let condition = r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/r"},
        "StringEquals":{"aws:PrincipalAccount":"111122223333"}}"#;
    assert_eq!(holds("2012-10-17", condition, &[]), Ok(true));
    assert_eq!(holds("2012-10-17", condition, &[("aws:PrincipalAccount", &["444455556666"])]), Ok(false));
}

#[test]
fn an_operator_nobody_knows_is_an_error_never_a_pass() {
    for operator in [
        "StringAlmostEquals",
        "IpAddress",
        "ForSomeValues:StringEquals",
        "ForAllValues:Null",
        "NullIfExists",
        "StringEqualsIfExistsIfExists",
        "StringEqualsIfAbsent",
        "",
    ] {
        let unknown = Err(Obstacle::UnknownOperator { operator: operator.to_owned() });
        let alone = format!(r#"{{"{operator}":{{"k":"a"}}}}"#);
        assert_eq!(holds("2012-10-17", &alone, &[("k", &["a"])]), unknown, "{operator}");
        // Not even behind a condition that fails.
        let behind = format!(r#"{{"Bool":{{"l":"true"}},"{operator}":{{"k":"a"}}}}"#);
        assert_eq!(holds("2012-10-17", &behind, &[("k", &["a"])]), unknown, "{operator}");
    }
}

#[test]
fn what_aws_leaves_open_is_an_error() {
    assert_eq!(
        holds("2012-10-17", r#"{"ForAnyValue:StringEqualsIfExists":{"k":"a"}}"#, &[]),
        Err(Obstacle::UnknownOperator { operator: "ForAnyValue:StringEqualsIfExists".to_owned() })
    );
    assert_eq!(
        holds("2012-10-17", r#"{"StringEquals":{"k":"a"}}"#, &[("k", &["a", "b"])]),
        Err(Obstacle::SetOperatorMissing { key: "k".to_owned() })
    );
}

#[test]
fn a_value_its_operator_cannot_compare_is_an_error() {
    for (operator, value) in [
        ("NumericLessThan", "ten"),
        ("NumericEquals", "NaN"),
        ("DateGreaterThan", "soon"),
        ("DateGreaterThan", "2026-03-01T00:00:00"),
        ("Bool", "yes"),
        ("Null", "perhaps"),
        ("ArnLike", "role/r"),
    ] {
        let condition = format!(r#"{{"{operator}":{{"k":"{value}"}}}}"#);
        assert_eq!(
            holds("2012-10-17", &condition, &[("k", &["1"])]),
            Err(Obstacle::NotComparable { operator: operator.to_owned(), value: value.to_owned() })
        );
    }
}
