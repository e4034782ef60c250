//! What the page does with the browser: files, the clipboard, highlights, the editable plan.

pub mod files;
pub mod highlight;
pub mod paper;
pub mod scroll;
