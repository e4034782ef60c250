//! Language, theme and the reviewer's name: kept apart from the work; the first two are read before anything is shown.

use gloo_storage::{LocalStorage, Storage};

use crate::i18n::Language;

const LANGUAGE: &str = "yaodian.language";
const THEME: &str = "yaodian.theme";
const REVIEWER: &str = "yaodian.reviewer";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name for the style sheet and for keeping.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// The language last chosen.
#[must_use]
pub fn language() -> Language {
    LocalStorage::get::<String>(LANGUAGE).map(|tag| Language::of(&tag)).unwrap_or_default()
}

/// The theme last chosen.
#[must_use]
pub fn theme() -> Theme {
    LocalStorage::get::<String>(THEME).map(|name| Theme::of(&name)).unwrap_or_default()
}

/// Keeps the language and tells the page.
pub fn set_language(language: Language) {
    // Where nothing may be kept, the choice holds for this visit.
    let _ = LocalStorage::set(LANGUAGE, language.tag());
    let _ = gloo_utils::document_element().set_attribute("lang", language.tag());
}

/// Keeps the theme and tells the page.
pub fn set_theme(theme: Theme) {
    let _ = LocalStorage::set(THEME, theme.name());
    let _ = gloo_utils::document_element().set_attribute("data-theme", theme.name());
}

/// The name that the last waiver was signed with.
#[must_use]
pub fn reviewer() -> String {
    LocalStorage::get(REVIEWER).unwrap_or_default()
}

/// Keeps the name.
pub fn set_reviewer(name: &str) {
    let _ = LocalStorage::set(REVIEWER, name);
}

/// Forgets the name; language and theme are no work.
pub fn forget_reviewer() {
    LocalStorage::delete(REVIEWER);
}
