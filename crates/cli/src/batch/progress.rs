//! How far a batch has got: a bar on standard error, if that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// With how many there are: a bar with the time that is left. Without: a count.
const BAR: &str = "{bar:30} {human_pos}/{human_len} 份  {per_sec}  还需 {eta}";
const COUNT: &str = "{spinner} {human_pos} 份  {per_sec}  已用 {elapsed}";

pub struct Progress(ProgressBar);

impl Progress {
    pub fn new(total: Option<u64>) -> Self {
        let (bar, template) = match total {
            Some(total) => (ProgressBar::new(total), BAR),
            None => (ProgressBar::no_length(), COUNT),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Says something without the bar in between.
    pub fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
