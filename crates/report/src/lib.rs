//! Yaodian's reports for people and programs: one renderer a file, each from a [`Report`](yaodian_core::Report) or
//! [`Requirements`](yaodian_core::Requirements) to text. Renderers judge nothing; they show what the engine found.

pub mod comparison;
pub mod concise;
pub mod csv;
pub mod deciding;
pub mod decisions;
#[cfg(feature = "docx")]
pub mod docx;
pub mod explain;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod language;
pub mod markdown;
pub mod ndjson;
pub mod overview;
pub mod position;
pub mod remarks;
pub mod requirements;
pub mod run;
pub mod safe;
pub mod sarif;
pub mod severity;
pub mod terminal;
pub mod versions;
#[cfg(feature = "xlsx")]
pub mod xlsx;

mod coverage;
mod figures;
mod markup;
mod page;
mod rich;
mod rows;
mod settings;
mod signs;
mod style;
mod table;
mod uri;

pub use figures::percent;
pub use language::Language;
pub use settings::Settings;
pub use style::Style;

#[cfg(test)]
mod sample;
