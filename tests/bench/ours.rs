//! Our calls, timed as the peers' are: the same eight things, and the whole plan.

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::aws::network::connector::http_client;
use export_storage_setup::aws::{Access, Clients, Network, RealAccess};
use export_storage_setup::provision::{Progress, Run, Stop, SystemClock};
use export_storage_setup::record::Journal;
use export_storage_setup::resources::Resource;
use export_storage_setup::resources::action::Action;
use export_storage_setup::resources::call::{Call, PlannedCall};
use export_storage_setup::resources::observed::ObservedSetup;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep};
use export_storage_setup::setup::plan::{Plan, of_desired};
use export_storage_setup::setup::request::desired;
use export_storage_setup::values::Account;
use export_storage_setup::values::{AccountId, Partition};
use jiff::Timestamp;

use crate::support::emulator::{ACCOUNT, Emulator};
use crate::table::{Calls, OURS_ALL, OURS_EIGHT};
use crate::{Connections, REGION, Stopwatch, measure};

/// What the peers do not make.
const OURS_ALONE: [Resource; 4] = [Resource::Rotation, Resource::HttpsOnly, Resource::Versioning, Resource::Lifecycle];

/// Measures our run, connections cold and warm, and adds the lines `OURS_EIGHT` and `OURS_ALL`, each with its longest
/// chain of calls.
pub async fn measure_all(moto: &Emulator, table: &mut Calls) {
    let form = form();
    let all = planned(&form);
    for (name, plan) in [(OURS_EIGHT, eight_of(all.clone())), (OURS_ALL, all)] {
        table.set_chain(name, longest_chain(&plan));
        for connections in [Connections::Cold, Connections::Warm] {
            let run = async |endpoint: &str, clock: &mut Stopwatch<'_>| {
                carry_out(endpoint, &form, &plan, connections, clock).await;
            };
            table.add(name, connections, measure(moto, run).await);
        }
    }
}

/// From pressing Create to the last answer: the journal is opened before, and written while the clock runs.
async fn carry_out(endpoint: &str, form: &Form, plan: &Plan, connections: Connections, clock: &mut Stopwatch<'_>) {
    let clients = clients(endpoint, plan).await;
    let folder = tempfile::tempdir().unwrap();
    let journal = Arc::new(Journal::open(folder.path()).unwrap());
    if connections == Connections::Warm {
        clients.warm(&plan.desired).await;
    }
    clock.start();
    let caller = format!("arn:aws:iam::{ACCOUNT}:user/bench");
    journal.begin(form, &plan.desired, &plan.fingerprint, &caller, Timestamp::now()).unwrap();
    let run = Run {
        plan: Arc::new(plan.clone()),
        progress: Progress::new(plan, &plan.calls()),
        calls: plan.calls(),
        clients,
        journal,
        clock: Arc::new(SystemClock),
        stop: Stop::default(),
        news: Arc::new(|_| {}),
    };
    let end = run.carry_out().await.unwrap();
    clock.stop();
    assert!(end.complete, "{:?}", end.progress);
}

/// The clients of the program itself. Their connections are new, and no file of this computer is read.
async fn clients(endpoint: &str, plan: &Plan) -> Clients {
    let nobody = Credentials::new("AKIAIOSFODNN7EXAMPLE", "example", None, None, "bench");
    let profile = format!("[default]\nendpoint_url = {endpoint}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    let credentials = SharedCredentialsProvider::new(nobody);
    let access = Access::Real(
        RealAccess::load(credentials, http_client(&Network::default()).unwrap(), files, Some("default")).await,
    );
    assert_eq!(access.endpoint_override().as_deref(), Some(endpoint));
    access.clients(&plan.desired.region)
}

/// Everything the form can ask for, so that the plan is as long as it gets. The names are those that the peers make.
pub fn form() -> Form {
    let vonage = |name| format!("arn:aws:iam::210987654321:role/vcc-export-{name}");
    Form {
        setup: "0f8fad5b-d9cb-469f-a165-70867728950e".to_owned(),
        primary_service: vonage("primary"),
        secondary_service: vonage("secondary"),
        trust_whole_account: false,
        region: REGION.to_owned(),
        bucket_mode: BucketMode::Ordinary,
        bucket_name: "vcc-recordings-7f3a91c2".to_owned(),
        bucket_changes: Vec::new(),
        bucket_may_be_filled: false,
        encryption_mode: EncryptionMode::NewKey,
        key_arn: String::new(),
        versioning: true,
        keep: Keep::Days,
        retention_days: "365".to_owned(),
        policy_name: "vcc-export".to_owned(),
        role_name: "vcc-export".to_owned(),
        role_path: String::new(),
        external_id: String::new(),
        permissions_boundary: String::new(),
        description: String::new(),
        tags: Vec::new(),
    }
}

pub fn planned(form: &Form) -> Plan {
    let account = Account { id: AccountId::parse(ACCOUNT).unwrap(), partition: Partition::Aws };
    let request = desired(form, &account).unwrap();
    of_desired(request.clone(), &ObservedSetup::nothing()).unwrap()
}

/// The plan without what the peers do not make.
fn eight_of(mut plan: Plan) -> Plan {
    for change in &mut plan.changes {
        if OURS_ALONE.contains(&change.resource) {
            change.action = Action::Keep;
        }
    }
    assert_eq!(plan.calls().len(), 8);
    plan
}

/// How many requests must be made one after another at the least: the longest way through the dependencies, or all the
/// writes to the bucket where those are more, each with the reading that goes directly before it.
fn longest_chain(plan: &Plan) -> u32 {
    fn up_to(call: Call, calls: &[PlannedCall]) -> usize {
        let before = calls.iter().find(|planned| planned.call == call).map_or(&[][..], |planned| &planned.after);
        1 + before.iter().map(|&call| up_to(call, calls)).max().unwrap_or(0)
    }
    let calls = plan.calls();
    let dependencies = calls.iter().map(|planned| up_to(planned.call, &calls)).max().unwrap_or(0);
    let writes_to_bucket = calls.iter().filter(|planned| planned.call.writes_bucket());
    let with_reading = writes_to_bucket.map(|planned| 1 + usize::from(plan.baseline(planned.call).is_some())).sum();
    u32::try_from(dependencies.max(with_reading)).unwrap()
}
