// Served from a host: the wasm is a file beside the page, kept by the service worker for work without a network.
(async () => {
  const module = await WebAssembly.compileStreaming(fetch("@WASM@"));
  yaodianStart(module, "@WORKERFILE@");
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {});
})().catch(yaodianFailed);
