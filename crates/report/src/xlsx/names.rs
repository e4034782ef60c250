//! Names of sheets: short, unlike each other, without the characters that formulas need.

use std::collections::HashSet;

use yaodian_core::document::stem;

/// So many characters may the name of a sheet have.
const LONGEST: usize = 31;

/// The names given so far, in lower case: a workbook does not tell `A` from `a`.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A name for a sheet, like `wanted` as far as may be. Of a path the last part is kept.
    pub(super) fn fit(&mut self, wanted: &str) -> String {
        let stem = plain(stem(wanted));
        let mut name = cut(&stem, LONGEST);
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            let tail = format!("({number})");
            name = cut(&stem, LONGEST - tail.len()) + &tail;
            number += 1;
        }
        name
    }
}

/// A name without what no name may have.
fn plain(stem: &str) -> String {
    let clean: String = crate::safe::line(stem).chars().filter(|c| !"[]:*?/\\".contains(*c)).collect();
    let clean = clean.trim_matches(['\'', ' ', '.']);
    // Excel keeps this name for itself.
    if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
        "计划".to_owned()
    } else {
        clean.to_owned()
    }
}

/// The first characters, counted as Excel does: in UTF-16.
fn cut(text: &str, longest: usize) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= longest
    });
    kept.collect::<String>().trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fit_and_differ() {
        let mut names = Names::default();
        assert_eq!(names.fit("plans/武威市.docx"), "武威市");
        assert_eq!(names.fit("other/武威市.txt"), "武威市(2)");
        assert_eq!(names.fit("A[1]:b.txt"), "A1b");
        assert_eq!(names.fit("a1B.txt"), "a1B(2)");
        assert_eq!(names.fit("History"), "计划");
        assert_eq!(names.fit("..."), "计划(2)");
        let long = "张".repeat(40);
        assert_eq!(names.fit(&long), "张".repeat(31));
        assert_eq!(names.fit(&long), format!("{}(2)", "张".repeat(28)));
    }

    proptest! {
        #[test]
        fn any_name_is_taken_by_a_workbook(wanted in proptest::collection::vec(any::<String>(), 1..5)) {
            let mut names = Names::default();
            let mut book = rust_xlsxwriter::Workbook::new();
            for wanted in wanted.iter().chain(&wanted) {
                let name = names.fit(wanted);
                prop_assert!(book.add_worksheet().set_name(&name).is_ok(), "{name:?}");
            }
            prop_assert!(book.save_to_buffer().is_ok());
        }
    }
}
