//! Lists that AWS gives page by page: each has an end, also where whoever answers never comes to it.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_async::future::pagination_stream::PaginationStream;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::aws::error::failure::AwsFailure;
use crate::resources::reading::TagSet;

/// What belongs to one thing: at most 50 tags, 20 attached policies, 5 versions, and as many inline policies as fit into
/// 10,240 characters (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>). IAM may send fewer a
/// page than it could.
const FEW: u32 = 50;
/// What belongs to an account or a company: at most 100,000 keys a region at 100 a page
/// (<https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html>), 1,000,000 buckets at 1,000
/// (<https://docs.aws.amazon.com/general/latest/gr/s3.html>), and 10,000 accounts at 20.
const MANY: u32 = 1_000;

/// The most tags a thing may have. People may set 50, and AWS sets some of its own.
const MOST_TAGS: usize = 100;
/// How many characters a tag's key and its value may have
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>).
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

/// Counts the pages of one list.
#[derive(Debug)]
pub struct Pages {
    call: &'static str,
    left: u32,
}

impl Pages {
    /// Of a list of what belongs to one thing.
    #[must_use]
    pub const fn few(call: &'static str) -> Self {
        Self { call, left: FEW }
    }

    /// Of a list of what belongs to an account or a company.
    #[must_use]
    pub const fn many(call: &'static str) -> Self {
        Self { call, left: MANY }
    }

    /// Takes one more page.
    ///
    /// # Errors
    /// When there were as many as any such list of AWS's has.
    pub fn turn(&mut self) -> Result<(), AwsFailure> {
        self.left = self.left.checked_sub(1).ok_or_else(|| AwsFailure::malformed(self.call, "end"))?;
        Ok(())
    }
}

/// Everything in a list of what belongs to one thing.
///
/// # Errors
/// When AWS refuses a page, or there are more of them than any such list of AWS's has.
pub(in crate::aws) async fn few<Page, E, T>(
    call: &'static str,
    mut pages: PaginationStream<Result<Page, SdkError<E, HttpResponse>>>,
    of: impl Fn(&Page) -> Vec<T>,
) -> Result<Vec<T>, AwsFailure>
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let (mut all, mut limit) = (Vec::new(), Pages::few(call));
    while let Some(page) = pages.next().await {
        limit.turn()?;
        all.extend(of(&page.map_err(|error| AwsFailure::of(call, &error))?));
    }
    Ok(all)
}

/// Tags as AWS gives them.
///
/// # Errors
/// When they are more or longer than AWS's tags are. What was left out would look as if somebody had removed it, so none
/// is.
pub(in crate::aws) fn tag_set(
    call: &'static str,
    tags: impl IntoIterator<Item = (String, String)>,
) -> Result<TagSet, AwsFailure> {
    let fits = |text: &str, most: usize| text.chars().nth(most).is_none();
    let mut set = TagSet::new();
    for (key, value) in tags {
        if set.len() >= MOST_TAGS || !fits(&key, LONGEST_KEY) || !fits(&value, LONGEST_VALUE) {
            return Err(AwsFailure::malformed(call, "list of tags"));
        }
        set.insert(key, value);
    }
    Ok(set)
}
