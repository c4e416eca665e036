//! Our calls, timed as the peers' are: the same eight things, and the whole plan.

use crate::support::emulator::Emulator;
use crate::table::Calls;

/// Measures our run, connections cold and warm, and adds the lines `OURS_EIGHT` and `OURS_ALL`, each with its longest
/// chain of calls. Until it does, `./dev bench` reports their promises as not measured, and fails.
#[expect(clippy::unused_async, reason = "measuring awaits")]
pub async fn measure_all(_moto: &Emulator, _calls: &mut Calls) {}
