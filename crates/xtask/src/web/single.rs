//! The one file: everything inline, the wasm packed as text, scripts and style named by hash in the policy.

use std::io::Write as _;

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::packed::{Effort, cut, text_of};
use super::{Parts, folder, icon_address, page, policy_hash, read};

/// In so many parts the program is unpacked side by side, each by a worker.
const PARTS: usize = 2;

/// Says that the part before it has been read.
const HERE: &str = "yaodianPart()";

/// Packs everything into one page that runs by double click.
pub(super) fn pack(parts: &Parts) -> Result<String> {
    let effort = if parts.debug { Effort::Little } else { Effort::Great };
    let program = cut(&parts.program.wasm, PARTS)?
        .into_iter()
        .map(|part| text_of(part, effort))
        .collect::<Result<Vec<_>>>()?;
    let own = read(&folder().join("unpack.js"))?;
    let own = own.replace("@UNPACKER@", &BASE64.encode(gzip(&parts.unpacker.wasm)?));
    let unpacker = [&parts.unpacker.glue, &own].map(String::as_str).join("\n");
    let boot = read(&folder().join("boot.js"))?;
    let own = read(&folder().join("loader-file.js"))?
        .replace("@BOOT@", boot.trim())
        .replace("@PARTS@", &program.len().to_string());
    let loader = read(&folder().join("loader.js"))? + &own;
    for script in program.iter().chain([&unpacker, &parts.program.glue, &loader]) {
        // The second hides the end of a script, but only where the third follows; base 85 may have it by chance.
        if script.contains("</script") || script.contains("<!--") && script.contains("<script") {
            bail!("a script would end before its time, or not in time");
        }
    }
    if parts.style.contains("</style") {
        bail!("the style would end before its time");
    }
    // connect-src falls to 'none': the page can ask nothing of anybody.
    let policy = format!(
        "default-src 'none'; script-src {} {} {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data:; \
         base-uri 'none'; form-action 'none'",
        policy_hash(&parts.program.glue),
        policy_hash(&loader),
        policy_hash(HERE),
        policy_hash(&parts.style)
    );
    let program: String = program
        .iter()
        .map(|part| {
            format!("\n<script type=\"application/lzip+z85\">{part}</script>\n<script>{HERE}</script>")
        })
        .collect();
    // The program comes last: what unpacks it gets going while it is being read. The unpacker is for workers only.
    let scripts = format!(
        "<script type=\"text/plain\" id=\"unpacker\">{unpacker}</script>\n<script id=\"glue\">{}</script>\n\
         <script>{loader}</script>{program}",
        parts.program.glue
    );
    page(&[
        ("@CSP@", &policy),
        ("@ICON@", &icon_address(&parts.icon)),
        ("@STYLE@", &format!("<style>{}</style>", parts.style)),
        ("@SCRIPTS@", &scripts),
    ])
}

/// Packed for what browsers unpack by themselves.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?)
}
