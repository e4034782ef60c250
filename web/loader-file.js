// The single file: the wasm stands in the page, packed. It is compiled once; the worker gets a copy of the module.
(async () => {
  const glue = document.getElementById("glue").textContent;
  const base64 = document.getElementById("wasm").textContent.trim();
  const packed = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(base64)
    : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(plain).arrayBuffer());
  const url = URL.createObjectURL(new Blob([glue, ";" + "@BOOT@"], { type: "text/javascript" }));
  yaodianStart(module, url);
})().catch(yaodianFailed);
