//! `cargo xtask setup`: from a bare machine to one that builds, serves and tests.

use crate::crates;
use crate::steps::Steps;
use crate::toolchain::Toolchain;
use crate::tools;
use crate::workshop::Workshop;

/// What the task that asks is going to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Only a compiler with fmt and clippy.
    Checks,
    /// Building and serving the shop.
    Shop,
    /// Everything of the above.
    Release,
    /// And the browsers that test it.
    Browsers,
}

/// Finds or installs what is needed; `every` also names what was already there.
pub fn ensure(need: Need, every: bool) -> Result<Workshop, String> {
    let mut steps = Steps::new(every);
    let toolchain = Toolchain::ensure(&mut steps)?;
    let mut workshop = Workshop {
        toolchain: toolchain.name.clone(),
        ..Workshop::default()
    };
    let result = fill(need, &toolchain, &mut workshop, &mut steps);
    crates::clean_up()?;
    result?;
    steps.finish();
    Ok(workshop)
}

fn fill(need: Need, toolchain: &Toolchain, workshop: &mut Workshop, steps: &mut Steps) -> Result<(), String> {
    if need != Need::Shop {
        toolchain.ensure_checkers(steps)?;
    }
    if need != Need::Checks {
        tools::ensure(steps, workshop)?;
    }
    if matches!(need, Need::Release | Need::Browsers) {
        tools::ensure_split(steps, workshop)?;
    }
    if need == Need::Browsers {
        tools::ensure_browsers(steps, workshop)?;
    }
    Ok(())
}
