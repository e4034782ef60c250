//! Addresses of the editor made paths.

use std::path::PathBuf;

use lsp_types::Uri;

/// The path of a file's address; `None` for anything that is no file, such as a text not yet saved.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme()?.as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.path().as_estr().decode().into_string().ok()?;
    // file:///C:/plans has a slash before the drive.
    let drive = |path: &str| path.as_bytes().get(2) == Some(&b':');
    let path = path.strip_prefix('/').filter(|_| cfg!(windows) && drive(&path)).unwrap_or(&path);
    Some(PathBuf::from(path))
}

/// What to call a document in messages: its path, or its address if it has none.
pub fn name(uri: &Uri) -> String {
    path(uri).map_or_else(|| uri.as_str().to_owned(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_decoded() {
        let path = |uri: &str| path(&uri.parse().expect("an address"));
        assert_eq!(path("file:///plans/%E8%AE%A1%E5%88%92%201.md"), Some("/plans/计划 1.md".into()));
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
