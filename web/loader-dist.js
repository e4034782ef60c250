// Served from a host: the wasm is a file beside the page, kept by the service worker for work without a network.
yaodianStart("@WORKERFILE@", () => WebAssembly.compileStreaming(fetch("@WASM@"))).then(() => {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {});
});
