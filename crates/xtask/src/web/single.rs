//! The one file: everything inline, the wasm gzipped in base64, named by hash in the policy.

use std::io::Write as _;

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Parts, folder, icon_address, page, policy_hash, read};

/// Packs everything into one page that runs by double click.
pub(super) fn pack(parts: &Parts) -> Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&parts.wasm)?;
    let wasm = BASE64.encode(gzip.finish()?);
    let boot = read(&folder().join("boot.js"))?;
    let own = read(&folder().join("loader-file.js"))?.replace("@BOOT@", boot.trim());
    let loader = read(&folder().join("loader.js"))? + &own;
    if parts.glue.contains("</script") || loader.contains("</script") || parts.style.contains("</style") {
        bail!("a script or style would end before its time");
    }
    // connect-src falls to 'none': the page can ask nothing of anybody.
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data:; \
         base-uri 'none'; form-action 'none'",
        policy_hash(&parts.glue),
        policy_hash(&loader),
        policy_hash(&parts.style)
    );
    let scripts = format!(
        "<script type=\"application/gzip+base64\" id=\"wasm\">{wasm}</script>\n<script id=\"glue\">{}</script>\n\
         <script>{loader}</script>",
        parts.glue
    );
    page(&[
        ("@CSP@", &policy),
        ("@ICON@", &icon_address(&parts.icon)),
        ("@STYLE@", &format!("<style>{}</style>", parts.style)),
        ("@SCRIPTS@", &scripts),
    ])
}
