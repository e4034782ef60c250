//! PDF, through pdfboss for objects, fonts and positions; the putting together is in `page`.

mod encodings;

use pdfboss_core::source::{Immediate, block_on};
use pdfboss_core::{Document as Pdf, Error};
use pdfboss_text::{FontCache, ReadingOrder, extract_spans_and_rulings_reporting_cached_with};
use yaodian_core::document::Block;

use crate::error::{Fault, Limit};
use crate::limits;
use crate::page::{Page, Pages, Rule, Span};

/// Fewer visible characters than this on a page, on average, are no text layer.
const LEAST_PER_PAGE: usize = 8;
/// From this share of unknown characters on, one in so many, a page is unreadable.
const UNKNOWN_SHARE: usize = 5;

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let pdf = Pdf::load(bytes.to_vec()).map_err(|error| fault(&error))?;
    if pdf.is_locked() {
        return Err(Fault::Encrypted);
    }
    let count = pdf.page_count();
    if count == 0 {
        return Err(Fault::damaged("PDF", "no page can be found"));
    }
    if count > limits::PAGES {
        return Err(Fault::too_large("PDF", Limit::Pages(limits::PAGES)));
    }
    let fonts = FontCache::default();
    let mut pages = Pages::default();
    let (mut characters, mut unreadable) = (0usize, None);
    for index in 0..count {
        let page = read_page(&pdf, index, &fonts)?;
        let texts = || page.spans.iter().flat_map(|span| span.text.chars()).filter(|c| !c.is_whitespace());
        let unknown = texts().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        let own = texts().count();
        if unknown * UNKNOWN_SHARE > own {
            unreadable.get_or_insert(index + 1);
        }
        characters += own;
        if characters > limits::CHARACTERS {
            let place = format!("第{}页", index + 1);
            return Err(Fault::too_large(place, Limit::Characters(limits::CHARACTERS)));
        }
        pages.push(page);
    }
    if let Some(page) = unreadable {
        return Err(Fault::Unreadable { page });
    }
    if characters < LEAST_PER_PAGE * count {
        return Err(Fault::Scanned { pages: count });
    }
    drop(pdf);
    Ok(pages.blocks())
}

fn read_page(pdf: &Pdf, index: usize, fonts: &FontCache) -> Result<Page, Fault> {
    let place = |error: Error| Fault::damaged(format!("第{}页", index + 1), error);
    let page = pdf.page(index).map_err(place)?;
    let (width, height) = page.size();
    let oc = pdf.oc_state();
    let reading = extract_spans_and_rulings_reporting_cached_with(
        Immediate(encodings::Mended(pdf)),
        &page,
        fonts,
        oc.as_ref(),
        None,
        ReadingOrder::Content,
    );
    // Nothing is waited for: all of the file is there.
    let (spans, rulings, _) = block_on(reading).map_err(place)?;
    let rotated = spans.iter().filter(|span| span.rotate.rem_euclid(360) == 90).count() * 2 > spans.len();
    let turn = |x: f32, y: f32| if rotated { (y, x) } else { (x, height - y) };
    let spans = spans
        .into_iter()
        // Running heads and page numbers, where the producer says so. Invisible text under a scan is kept: it is what
        // recognition found.
        .filter(|span| span.artifact.as_ref().is_none_or(|artifact| artifact.subtype.is_none()))
        .map(|span| {
            let (x0, y) = turn(span.x, span.y);
            let (x1, _) = turn(span.end_x, span.end_y);
            let starts = if rotated { Vec::new() } else { span.glyph_x.to_vec() };
            Span { text: span.text, x0, x1: x1.max(x0), y, size: span.size.abs().max(1.0), starts }
        })
        .collect();
    let rules = rulings
        .into_iter()
        .map(|ruling| {
            let (x0, y0) = turn(ruling.start.x, ruling.start.y);
            let (x1, y1) = turn(ruling.end.x, ruling.end.y);
            Rule { x0, y0, x1, y1 }
        })
        .collect();
    Ok(Page { width, height, spans, rules })
}

fn fault(error: &Error) -> Fault {
    let what = error.to_string();
    if what.to_lowercase().contains("password") || what.to_lowercase().contains("encrypt") {
        return Fault::Encrypted;
    }
    Fault::damaged("PDF", what)
}
