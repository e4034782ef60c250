// The worker where trunk serves: it loads the page's own module, under the names that Trunk.toml leaves unhashed.
importScripts("yaodian-web.js");
wasm_bindgen({ module_or_path: "yaodian-web_bg.wasm" });
