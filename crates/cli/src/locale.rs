//! The language that the system is set to.

use yaodian_report::Language;

/// The language of the locale: Chinese in one of its scripts, or English for every other. Without a locale, as in most
/// containers, it is the Chinese that the engine speaks.
pub fn language() -> Language {
    sys_locale::get_locale().as_deref().map_or(Language::Simplified, of)
}

fn of(locale: &str) -> Language {
    let locale = locale.to_lowercase().replace('_', "-");
    let parts: Vec<&str> = locale.split('-').collect();
    match parts.split_first() {
        Some((&"zh" | &"yue", rest)) if rest.iter().any(|part| ["tw", "hk", "mo", "hant"].contains(part)) => {
            Language::Traditional
        }
        Some((&"zh" | &"yue" | &"c" | &"posix" | &"", _)) | None => Language::Simplified,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_have_a_language() {
        for (locale, language) in [
            ("zh-CN", Language::Simplified),
            ("zh-Hans-SG", Language::Simplified),
            ("zh-TW", Language::Traditional),
            ("zh_HK", Language::Traditional),
            ("zh-Hant", Language::Traditional),
            ("C", Language::Simplified),
            ("POSIX", Language::Simplified),
            ("", Language::Simplified),
            ("en-US", Language::English),
            ("de-DE", Language::English),
        ] {
            assert_eq!(of(locale), language, "{locale}");
        }
    }
}
