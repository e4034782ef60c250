//! Bringing things into sight.

use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions};

/// How a scroll moves: at once where the user wants no motion.
fn behavior() -> ScrollBehavior {
    let still = gloo_utils::window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    if still.is_some_and(|query| query.matches()) { ScrollBehavior::Instant } else { ScrollBehavior::Smooth }
}

/// Brings an element into sight with as little motion as can be.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(behavior());
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What scrolls an element: the nearest that holds more than it shows.
pub fn frame_of(element: &Element) -> Option<Element> {
    let mut next = element.parent_element();
    while let Some(frame) = next {
        if frame.scroll_height() > frame.client_height() + 1 {
            return Some(frame);
        }
        next = frame.parent_element();
    }
    None
}

/// Scrolls `frame` so that `top` (of the window) comes to a third of its height.
pub fn centre(frame: &Element, top: f64) {
    let own = frame.get_bounding_client_rect();
    let options = ScrollToOptions::new();
    options.set_behavior(behavior());
    options.set_top(f64::from(frame.scroll_top()) + top - own.top() - own.height() / 3.0);
    frame.scroll_to_with_scroll_to_options(&options);
}
