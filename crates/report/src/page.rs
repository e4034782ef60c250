//! The page that a report for people is written on.

use crate::rich::Rich;
use crate::style::Style;

/// The least room that a hanging text is given.
const NARROWEST: usize = 20;

/// Lines of text of a given width.
pub(crate) struct Page {
    out: String,
    pub style: Style,
}

impl Page {
    pub fn new(style: Style) -> Self {
        Self { out: String::new(), style }
    }

    /// One line, as it is.
    pub fn line(&mut self, line: &Rich) {
        line.print(&mut self.out);
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        self.out.push('\n');
    }

    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A rule over the whole width.
    pub fn rule(&mut self) {
        self.line(&Rich::new(&"─".repeat(self.style.width()), self.style.dim()));
    }

    /// A text that hangs at the end of its head: lines after the first begin where the first one did.
    pub fn hang(&mut self, head: &Rich, body: &Rich) {
        let indent = head.columns();
        let room = self.style.width().saturating_sub(indent).max(NARROWEST);
        for (number, line) in body.wrap(room).into_iter().enumerate() {
            let lead = if number == 0 { head.clone() } else { Rich::default().gap(indent) };
            lead.print(&mut self.out);
            self.line(&line);
        }
    }

    /// A hanging text with something at the right end of its first line.
    pub fn sides(&mut self, head: &Rich, body: &Rich, right: &Rich) {
        let indent = head.columns();
        let room = self.style.width().saturating_sub(indent + right.columns() + 2).max(NARROWEST);
        for (number, line) in body.wrap(room).into_iter().enumerate() {
            if number > 0 {
                Rich::default().gap(indent).print(&mut self.out);
                self.line(&line);
                continue;
            }
            head.print(&mut self.out);
            line.print(&mut self.out);
            let used = indent + line.columns() + right.columns();
            Rich::default().gap(self.style.width().saturating_sub(used).max(2)).print(&mut self.out);
            self.line(right);
        }
    }

    pub fn finish(self) -> String {
        self.out
    }
}
