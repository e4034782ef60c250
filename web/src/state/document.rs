//! Files, plans and results, shared and not copied.

use std::ops::Deref;
use std::rc::Rc;

use yaodian_core::Copying;
use yaodian_formats::Kind;

use super::Judged;
use crate::text::Lines;

/// Something shared; equal only to itself, so that comparing costs nothing.
#[derive(Debug)]
pub struct Shared<T>(pub Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A file as the user gave it.
#[derive(Clone)]
pub struct File {
    /// What it is called.
    pub name: Rc<str>,
    /// Its content.
    pub bytes: Rc<[u8]>,
}

impl File {
    /// A file of a name and bytes.
    pub fn new(name: impl Into<Rc<str>>, bytes: impl Into<Rc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The file again if it is a Word document that takes comments.
    pub fn as_word(&self) -> Option<Self> {
        (yaodian_formats::detect(&self.bytes) == Kind::Docx).then(|| self.clone())
    }
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Rc::ptr_eq(&self.bytes, &other.bytes)
    }
}

/// The plan: the file that is checked, and its text. Once edited, the text is the file.
#[derive(Clone)]
pub struct Plan {
    /// What is checked.
    pub file: File,
    /// The Word file that it came from, if it did: comments go into a copy of that, whatever was written here since.
    pub word: Option<File>,
    /// Its text, which spans of the report count in.
    pub source: Rc<str>,
    /// The lines of the text.
    pub lines: Rc<Lines>,
    /// Goes up with every change of the text.
    pub revision: u32,
    /// Goes up when the text was changed by anything but typing: the page has to show it anew.
    pub epoch: u32,
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision && self.epoch == other.epoch && self.file == other.file
    }
}

/// A plan among others.
#[derive(Clone, PartialEq)]
pub struct Compared {
    /// Counted up; names may come twice.
    pub id: u32,
    /// The plan.
    pub file: File,
    /// What came of it.
    pub outcome: Outcome,
}

/// What plans share with each other.
#[derive(Clone, PartialEq)]
pub struct Copied {
    /// Ids of the plans, in the order in which it counts them.
    pub ids: Rc<[u32]>,
    /// What they share.
    pub copying: Shared<Copying>,
}

/// What came of checking a plan among others.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// Nothing yet.
    Waiting,
    /// A report.
    Checked(Judged),
    /// It could not be checked; a sentence for the user.
    Failed(Rc<str>),
}
