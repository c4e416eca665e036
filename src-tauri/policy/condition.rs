//! Condition operators and whether a request meets them.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use std::cmp::Ordering;

use jiff::Timestamp;

use super::decision::Obstacle;
use super::document::{ConditionValue, Conditions, Version};
use super::one_or_many::OneOrMany;
use super::pattern::{Expanded, Pattern};
use super::request::Context;

/// Whether all of a statement's conditions hold.
pub(super) fn hold(conditions: &Conditions, version: Version, context: &Context) -> Result<bool, Obstacle> {
    let mut all_hold = true;
    // Every condition is read even after one failed: an operator nobody knows is reported whatever stands beside it.
    for (name, keys) in conditions.iter() {
        let operator = Operator::parse(name).ok_or_else(|| Obstacle::UnknownOperator { operator: name.to_owned() })?;
        for (key, values) in keys.iter() {
            all_hold &= Condition { name, operator, key, values, version }.holds(context)?;
        }
    }
    Ok(all_hold)
}

/// A condition operator with its prefix and suffix.
#[derive(Debug, Clone, Copy)]
struct Operator {
    set: Option<SetOperator>,
    test: Test,
    negated: bool,
    if_exists: bool,
}

/// How a key with several values is asked about.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
#[derive(Debug, Clone, Copy)]
enum SetOperator {
    ForAllValues,
    ForAnyValue,
}

/// What is compared, and how.
#[derive(Debug, Clone, Copy)]
enum Test {
    Text,
    TextIgnoringCase,
    Like,
    Arn,
    Bool,
    Numeric(Relation),
    Date(Relation),
    Null,
}

/// How the request's value stands to the policy's.
#[derive(Debug, Clone, Copy)]
enum Relation {
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Relation {
    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
        }
    }
}

impl Operator {
    /// The operator of a name, in whatever case; `None` when this program does not evaluate it.
    fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (set, name) = match name.split_once(':') {
            Some(("forallvalues", name)) => (Some(SetOperator::ForAllValues), name),
            Some(("foranyvalue", name)) => (Some(SetOperator::ForAnyValue), name),
            Some(_) => return None,
            None => (None, name.as_str()),
        };
        let (name, if_exists) = match name.strip_suffix("ifexists") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let (test, negated) = match name {
            "stringequals" => (Test::Text, false),
            "stringnotequals" => (Test::Text, true),
            "stringequalsignorecase" => (Test::TextIgnoringCase, false),
            "stringnotequalsignorecase" => (Test::TextIgnoringCase, true),
            "stringlike" => (Test::Like, false),
            "stringnotlike" => (Test::Like, true),
            // AWS lets the Equals forms use wildcards too, so they are the same test.
            "arnequals" | "arnlike" => (Test::Arn, false),
            "arnnotequals" | "arnnotlike" => (Test::Arn, true),
            "bool" => (Test::Bool, false),
            "numericequals" => (Test::Numeric(Relation::Equal), false),
            "numericnotequals" => (Test::Numeric(Relation::Equal), true),
            "numericlessthan" => (Test::Numeric(Relation::Less), false),
            "numericlessthanequals" => (Test::Numeric(Relation::AtMost), false),
            "numericgreaterthan" => (Test::Numeric(Relation::Greater), false),
            "numericgreaterthanequals" => (Test::Numeric(Relation::AtLeast), false),
            "dateequals" => (Test::Date(Relation::Equal), false),
            "datenotequals" => (Test::Date(Relation::Equal), true),
            "datelessthan" => (Test::Date(Relation::Less), false),
            "datelessthanequals" => (Test::Date(Relation::AtMost), false),
            "dategreaterthan" => (Test::Date(Relation::Greater), false),
            "dategreaterthanequals" => (Test::Date(Relation::AtLeast), false),
            // Asking whether a key is there takes neither IfExists nor a set operator.
            "null" if set.is_none() && !if_exists => (Test::Null, false),
            _ => return None,
        };
        Some(Self { set, test, negated, if_exists })
    }
}

/// One key of one operator.
struct Condition<'a> {
    name: &'a str,
    operator: Operator,
    key: &'a str,
    values: &'a OneOrMany<ConditionValue>,
    version: Version,
}

impl Condition<'_> {
    fn holds(&self, context: &Context) -> Result<bool, Obstacle> {
        let found = context.values(self.key);
        if let Test::Null = self.operator.test {
            return self.holds_null(found.is_empty());
        }
        let expected = self.expected(context)?;
        // The values of a policy are alternatives; a negated operator holds when none of them fits.
        let fits = |value: &String| expected.iter().any(|expected| expected.fits(value)) != self.operator.negated;
        match (self.operator.set, found) {
            (None, []) => Ok(self.operator.if_exists || self.operator.negated),
            (None, [value]) => Ok(fits(value)),
            (None, _) => Err(Obstacle::SetOperatorMissing { key: self.key.to_owned() }),
            (Some(SetOperator::ForAllValues), values) => Ok(values.iter().all(fits)),
            // AWS's page on IfExists says yes, its page on set operators says no.
            (Some(SetOperator::ForAnyValue), []) if self.operator.if_exists => {
                Err(Obstacle::UnknownOperator { operator: self.name.to_owned() })
            }
            (Some(SetOperator::ForAnyValue), values) => Ok(values.iter().any(fits)),
        }
    }

    fn holds_null(&self, absent: bool) -> Result<bool, Obstacle> {
        let mut holds = false;
        for value in self.values {
            holds |= boolean(&value.as_text()).ok_or_else(|| self.not_comparable(value))? == absent;
        }
        Ok(holds)
    }

    fn expected(&self, context: &Context) -> Result<Vec<Expected>, Obstacle> {
        self.values.iter().map(|value| self.expected_one(value, context)).collect()
    }

    fn expected_one(&self, value: &ConditionValue, context: &Context) -> Result<Expected, Obstacle> {
        let text = value.as_text();
        let comparable = match self.operator.test {
            Test::Numeric(relation) => number(&text).map(|number| Expected::Number(relation, number)),
            Test::Date(relation) => instant(&text).map(|instant| Expected::Instant(relation, instant)),
            Test::Text | Test::TextIgnoringCase | Test::Like | Test::Arn | Test::Bool | Test::Null => {
                let expanded = match self.version {
                    Version::V2012_10_17 => Expanded::replace(&text, context)?,
                    Version::V2008_10_17 => Some(Expanded::verbatim(&text)),
                };
                match expanded {
                    Some(expanded) => Expected::text(self.operator.test, expanded),
                    None => Some(Expected::Nothing),
                }
            }
        };
        comparable.ok_or_else(|| self.not_comparable(value))
    }

    fn not_comparable(&self, value: &ConditionValue) -> Obstacle {
        Obstacle::NotComparable { operator: self.name.to_owned(), value: value.as_text().into_owned() }
    }
}

/// What a policy's value asks of a request's.
enum Expected {
    Text(String),
    TextIgnoringCase(String),
    Like(Pattern),
    Arn(Box<[Pattern; 6]>),
    Bool(bool),
    Number(Relation, f64),
    Instant(Relation, Timestamp),
    /// A variable without a value: equal to nothing.
    Nothing,
}

impl Expected {
    fn text(test: Test, expanded: Expanded) -> Option<Self> {
        Some(match test {
            Test::TextIgnoringCase => Self::TextIgnoringCase(expanded.into_text().to_lowercase()),
            Test::Like => Self::Like(expanded.into_pattern()),
            Test::Arn => Self::Arn(Box::new(expanded.into_pattern().arn_parts()?)),
            Test::Bool => Self::Bool(boolean(&expanded.into_text())?),
            Test::Text | Test::Numeric(_) | Test::Date(_) | Test::Null => Self::Text(expanded.into_text()),
        })
    }

    /// Whether a request's value fits. One that is not even of the kind asked for does not.
    fn fits(&self, value: &str) -> bool {
        match self {
            Self::Text(text) => text == value,
            Self::TextIgnoringCase(text) => *text == value.to_lowercase(),
            Self::Like(pattern) => pattern.matches(value),
            Self::Arn(patterns) => {
                let parts: Vec<&str> = value.splitn(6, ':').collect();
                parts.len() == 6 && patterns.iter().zip(parts).all(|(pattern, part)| pattern.matches(part))
            }
            Self::Bool(expected) => boolean(value) == Some(*expected),
            Self::Number(relation, expected) => number(value)
                .and_then(|found| found.partial_cmp(expected))
                .is_some_and(|ordering| relation.holds(ordering)),
            Self::Instant(relation, expected) => {
                instant(value).is_some_and(|found| relation.holds(found.cmp(expected)))
            }
            Self::Nothing => false,
        }
    }
}

fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A moment: whole seconds since 1970, a date with a time and an offset, or a date alone, which begins at midnight
/// UTC.
///
/// Source: <https://www.w3.org/TR/NOTE-datetime>
fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(seconds) = text.parse() {
        return Timestamp::from_second(seconds).ok();
    }
    if text.len() == "2012-10-17".len() {
        return format!("{text}T00:00:00Z").parse().ok();
    }
    text.parse().ok()
}
