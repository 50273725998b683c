//! How sure a rank is: the ranks that chance allows to each of those compared.

mod errors;
mod measures;
mod sets;

pub use errors::Member;
pub use measures::{Part, Sureness, parts, sureness};
pub use sets::{Known, LEVEL, RankSet};

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

/// How many draws the critical value rests on.
pub const DRAWS: usize = 2000;

/// Where the draws begin; the same for every group and quarter, and told in the manifest.
pub const SEED: u64 = 20_240_702;

/// The confidence sets of the ranks of a comparison group, in its order, and who is told apart.
///
/// The order decides which draw goes to whom: callers give it by something that does not change, such as the id.
#[must_use]
pub fn rank_sets(members: &[Member]) -> Known {
    from_draws(members, DRAWS)
}

fn from_draws(members: &[Member], count: usize) -> Known {
    let draws = errors::draws(members, count, &mut Pcg64Mcg::seed_from_u64(SEED));
    sets::simultaneous(members.len(), &errors::pairs(members), &draws)
}

#[cfg(test)]
mod tests;
