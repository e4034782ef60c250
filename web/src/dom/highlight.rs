//! Highlights that are no elements (CSS Custom Highlight API): the text under them can be typed into, composed with an
//! input method and undone as if they were not there. Browsers without them show the signs in the margin only.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Range;

/// Shows ranges under a name that the style sheet knows as `::highlight(name)`.
pub fn set(name: &str, ranges: &[Range]) {
    // What is missing in an old browser is not shown.
    let _ = try_set(name, ranges);
}

fn try_set(name: &str, ranges: &[Range]) -> Result<(), JsValue> {
    let global = js_sys::global();
    let registry = Reflect::get(&Reflect::get(&global, &"CSS".into())?, &"highlights".into())?;
    let maker: Function = Reflect::get(&global, &"Highlight".into())?.dyn_into()?;
    let ranges: Array = ranges.iter().collect();
    let highlight = Reflect::construct(&maker, &ranges)?;
    let set: Function = Reflect::get(&registry, &"set".into())?.dyn_into()?;
    set.call2(&registry, &name.into(), &highlight)?;
    Ok(())
}
