//! `yaodian review`: a review file with everything that can be accepted, left for a person to decide.

use anyhow::{Result, bail};
use yaodian_core::review::{Review, stubs};

use crate::arguments;
use crate::exit::Exit;
use crate::reviewer::{self, Reviewer, Setup};
use crate::{input, output};

/// Writes what was decided so far, and behind it a stub, commented out, for every finding that is open.
pub fn run(wanted: &arguments::Review) -> Result<Exit> {
    if let Some(path) = wanted.output.as_ref().filter(|path| path.exists()) {
        bail!(
            "{}：文件已存在，里面可能有审核意见，不覆盖；请另给一个文件名，原来的意见用 --review 带入 \
             (the file exists and may hold decisions; name another one, and take the old ones over with --review)",
            path.display()
        );
    }
    let setup = Setup::of(&wanted.against)?;
    let others: Vec<_> = setup.files().collect();
    let (files, mut failed) = reviewer::plans(&wanted.plans, &others);
    input::at_most_one_stdin(files.iter().chain(setup.files()))?;
    let reviewer = Reviewer::new(&setup)?;
    let (checked, unreadable) = reviewer.check_all(&files);
    failed.extend(unreadable);
    if checked.is_empty() {
        bail!("没有能读取的计划 (no plan can be read)");
    }
    let mut decided = Review::default();
    for review in &reviewer.reviews {
        decided.accepted.extend(review.accepted.iter().cloned());
        decided.notes.extend(review.notes.iter().cloned());
        decided.signed.extend(review.signed.iter().cloned());
    }
    let text = stubs::write(&decided, checked.iter().map(|(_, report)| report))?;
    output::deliver(text.as_bytes(), wanted.output.as_deref())?;
    if let Some(path) = &wanted.output {
        output::say(&format!(
            "已写入 {}：去掉要接受的条目前的 #，写上 who、when、why (uncomment what you accept)",
            path.display()
        ));
    }
    Ok(if failed.is_empty() { Exit::Fine } else { Exit::Trouble })
}
