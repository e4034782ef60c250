// The worker where trunk serves: it loads the page's own module, under the names that Trunk.toml leaves unhashed.
import("./yaodian-web.js").then(({ default: start }) => start({ module_or_path: "./yaodian-web_bg.wasm" }));
