//! What is seen. One component a file; data comes in as properties, changes go out through the [`Desk`](crate::desk::Desk).

mod check;
mod compare;
mod copies;
mod detail;
mod export;
mod header;
mod marks;
mod matrix;
mod menu;
mod overview;
mod paper;
mod pick;
mod points;
mod printed;
mod remarks;
mod requirements;
mod reviews;
mod side_by_side;
mod start;
mod trouble;
mod waive;

pub use check::CheckView;
pub use compare::CompareView;
pub use header::Header;
pub use printed::{Printable, PrintedReport};
pub use requirements::RequirementsView;
pub use trouble::Trouble;
