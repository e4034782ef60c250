//! Argument of `yaodian schema`.

use clap::ValueEnum;

/// JSON forms that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Of one plan.
    Report,
    /// Of several plans.
    Reports,
    /// Of plans side by side.
    Comparison,
    /// Of two versions of a plan.
    Versions,
}
