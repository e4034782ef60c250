//! Shows what is read from files, a paragraph a line: `cargo run -p yaodian-formats --example paragraphs -- FILE…`

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        println!("── {path} ({:?})", yaodian_formats::detect(&bytes));
        match yaodian_formats::read(&path, &bytes) {
            Err(error) => println!("{error}"),
            Ok(document) => {
                for (index, range) in document.paragraphs.iter().enumerate() {
                    let place = document.layout.get(index).map(|layout| layout.place.to_string());
                    let text = document.text()[range.clone()].replace('\n', "⏎").replace('\t', "⇥");
                    println!("{} {:?} {text}", place.unwrap_or_default(), document.kind(index));
                }
            }
        }
    }
    Ok(())
}
