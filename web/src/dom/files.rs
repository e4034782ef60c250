//! Files in and out: picked, dropped, pasted, downloaded; the clipboard; the printer.

use gloo_file::{Blob, BlobContents, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlAnchorElement, HtmlInputElement};

use crate::state::File;

/// Reads the files that were chosen in an input, and empties it so that the same file can be chosen again.
pub async fn picked(input: HtmlInputElement) -> Vec<File> {
    let list = input.files().map(gloo_file::FileList::from);
    let files = read(list.iter().flat_map(|list| list.iter().cloned()).collect()).await;
    input.set_value("");
    files
}

/// The files of a drop; to be read before the event is over.
pub fn dropped(event: &DragEvent) -> Vec<gloo_file::File> {
    let list = event.data_transfer().and_then(|data| data.files()).map(gloo_file::FileList::from);
    list.iter().flat_map(|list| list.iter().cloned()).collect()
}

/// Whether something is dragged that holds files.
pub fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// Reads files; one that cannot be read is left out, as a folder is.
pub async fn read(files: Vec<gloo_file::File>) -> Vec<File> {
    let mut out = Vec::new();
    for file in files {
        if let Ok(bytes) = gloo_file::futures::read_as_bytes(&file).await {
            out.push(File::new(file.name(), bytes));
        }
    }
    out
}

/// Saves a text, or bytes, as a file.
pub fn download(name: &str, kind: &str, content: impl BlobContents) {
    let url = ObjectUrl::from(Blob::new_with_options(content, Some(kind)));
    let Ok(link) = gloo_utils::document().create_element("a") else { return };
    let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download begins after this turn; an address given back at once would be nothing.
    gloo_timers::callback::Timeout::new(10_000, move || drop(url)).forget();
}

/// Puts a text on the clipboard. From a file the modern way may be refused; the old one works there.
pub async fn copy(text: String) -> bool {
    let clipboard = gloo_utils::window().navigator().clipboard();
    if !clipboard.is_undefined()
        && wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok()
    {
        return true;
    }
    old_copy(&text).unwrap_or(false)
}

fn old_copy(text: &str) -> Option<bool> {
    let document = gloo_utils::document();
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("off-screen");
    gloo_utils::body().append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_into::<web_sys::HtmlDocument>().ok()?.exec_command("copy");
    area.remove();
    copied.ok()
}
