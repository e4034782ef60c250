//! Work that outlives a reload, in the browser's own database (IndexedDB). Nothing else is kept anywhere.

use std::rc::Rc;

use js_sys::Uint8Array;
use rexie::{ObjectStore, Rexie, TransactionMode};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use yaodian_core::{Requirements, Review};

use super::{Compared, File, Outcome, Plan, Session, Shared, View};
use crate::text::Lines;

const DATABASE: &str = "yaodian";
const STORE: &str = "work";
/// Key of what is no file.
const SESSION: &str = "session";
/// Key of the Word file that the plan came from.
const WORD: &str = "word";
/// What the keys of compared plans begin with; their ids follow.
const COMPARED: &str = "compared-";

/// What is kept beside the files; the files stand beside it under the numbers given here.
#[derive(Serialize, Deserialize)]
struct Kept {
    view: View,
    requirements: Option<Requirements>,
    notice: Option<Name>,
    plan: Option<KeptPlan>,
    compared: Vec<Name>,
    #[serde(default)]
    review: Review,
}

#[derive(Serialize, Deserialize)]
struct Name {
    name: String,
    key: String,
}

#[derive(Serialize, Deserialize)]
struct KeptPlan {
    file: Name,
    /// The text, where it is not what the bytes say: a file of another format that was not edited.
    source: Option<String>,
    /// The Word file that it came from, where it was edited since.
    #[serde(default)]
    word: Option<Name>,
}

/// Keeps the session. `last` is what was kept before: files that did not change are not written again.
///
/// # Errors
/// If the database cannot be opened or written: a private window, no room.
pub async fn save(session: &Session, last: &Session) -> Result<(), rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.store(STORE)?;
    let put = async |key: &str, file: &File| -> Result<Name, rexie::Error> {
        let known = files(last).into_iter().any(|(old, kept)| old == key && kept == file);
        if !known {
            store.put(&Uint8Array::from(&*file.bytes), Some(&JsValue::from_str(key))).await?;
        }
        Ok(Name { name: file.name.to_string(), key: key.to_owned() })
    };
    let notice = match &session.notice {
        Some(file) => Some(put("notice", file).await?),
        None => None,
    };
    let plan = match &session.plan {
        Some(plan) => {
            let same = plan.source.as_bytes() == &*plan.file.bytes;
            let source = (!same).then(|| plan.source.to_string());
            let word = match own_word(plan) {
                Some(word) => Some(put(WORD, word).await?),
                None => None,
            };
            Some(KeptPlan { file: put("plan", &plan.file).await?, source, word })
        }
        None => None,
    };
    let mut compared = Vec::new();
    for one in &session.compared {
        compared.push(put(&key(one), &one.file).await?);
    }
    for (old, _) in files(last) {
        if !files(session).iter().any(|(kept, _)| *kept == old) {
            store.delete(JsValue::from_str(&old)).await?;
        }
    }
    let requirements = session.requirements.as_ref().map(|requirements| (**requirements).clone());
    let review = (*session.review).clone();
    let kept = Kept { view: session.view, requirements, notice, plan, compared, review };
    let text = serde_json::to_string(&kept).unwrap_or_default();
    store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(SESSION))).await?;
    transaction.done().await?;
    Ok(())
}

/// What was kept; the default session where there is nothing, or nothing that can be read.
pub async fn load() -> Session {
    try_load().await.ok().flatten().unwrap_or_default()
}

/// Forgets everything.
///
/// # Errors
/// If the database cannot be opened or written.
pub async fn clear() -> Result<(), rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.store(STORE)?.clear().await?;
    transaction.done().await?;
    Ok(())
}

async fn open() -> Result<Rexie, rexie::Error> {
    Rexie::builder(DATABASE).version(1).add_object_store(ObjectStore::new(STORE)).build().await
}

async fn try_load() -> Result<Option<Session>, rexie::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let store = transaction.store(STORE)?;
    let text = store.get(JsValue::from_str(SESSION)).await?.and_then(|value| value.as_string());
    // A session of another version is no session: it is not worth a fault at every start.
    let Some(kept) = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok()) else { return Ok(None) };
    let file = async |name: Name| -> Result<Option<File>, rexie::Error> {
        let value = store.get(JsValue::from_str(&name.key)).await?;
        let bytes = value.and_then(|value| value.dyn_into::<Uint8Array>().ok());
        Ok(bytes.map(|bytes| File::new(name.name, bytes.to_vec())))
    };
    let mut session = Session { view: kept.view, ..Session::default() };
    session.requirements = kept.requirements.map(Shared::new);
    session.review = Shared::new(kept.review);
    if let Some(name) = kept.notice {
        session.notice = file(name).await?;
    }
    if let Some(plan) = kept.plan {
        let word = match plan.word {
            Some(name) => file(name).await?,
            None => None,
        };
        session.plan = file(plan.file).await?.and_then(|file| restored(file, word, plan.source));
    }
    for name in kept.compared {
        let Some(id) = name.key.strip_prefix(COMPARED).and_then(|id| id.parse().ok()) else { continue };
        let compared = file(name).await?;
        session.next_id = session.next_id.max(id + 1);
        session.compared.extend(compared.map(|file| Compared { id, file, outcome: Outcome::Waiting }));
    }
    Ok(Some(session))
}

fn restored(file: File, word: Option<File>, source: Option<String>) -> Option<Plan> {
    let source = source.map_or_else(|| String::from_utf8(file.bytes.to_vec()), Ok).ok()?;
    let lines = Rc::new(Lines::new(&source));
    // Revision 1, as the report that is not there yet counts as one of revision 0.
    let word = word.or_else(|| file.as_word());
    Some(Plan { file, word, source: source.into(), lines, revision: 1, epoch: 1 })
}

fn key(one: &Compared) -> String {
    format!("{COMPARED}{}", one.id)
}

fn files(session: &Session) -> Vec<(String, &File)> {
    let mut files: Vec<(String, &File)> = session.compared.iter().map(|one| (key(one), &one.file)).collect();
    files.extend(session.notice.as_ref().map(|file| ("notice".to_owned(), file)));
    files.extend(session.plan.as_ref().map(|plan| ("plan".to_owned(), &plan.file)));
    files.extend(session.plan.as_ref().and_then(own_word).map(|file| (WORD.to_owned(), file)));
    files
}

/// The Word file of a plan, where it is not what is checked.
fn own_word(plan: &Plan) -> Option<&File> {
    plan.word.as_ref().filter(|word| **word != plan.file)
}
