//! The command line, built for what runs it.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::Result;

use crate::setup::cargo;
use crate::test::succeed;
use crate::web;

/// The profile of what is shipped.
pub const PROFILE: &str = "dist";

/// How it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// As for tests: an optimised one takes minutes more to build.
    Debug,
    /// As it is shipped, to be timed.
    Shipped,
}

impl Build {
    /// Builds it; says where it is.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn build(self) -> Result<PathBuf> {
        succeed(cargo().args(match self {
            // Exactly as it is built for its own tests: any other set of crates has other features and takes minutes more.
            Self::Debug => ["test", "--quiet", "--workspace", "--no-run", "--test", "commands"].as_slice(),
            Self::Shipped => &["build", "--profile", PROFILE, "--package", "yaodian"],
        }))?;
        Ok(self.file())
    }

    /// Where it was built last.
    pub fn file(self) -> PathBuf {
        let folder = if self == Self::Debug { "debug" } else { PROFILE };
        web::target_folder().join(folder).join(format!("yaodian{EXE_SUFFIX}"))
    }
}
