// The single file: the wasm stands in the page, packed. It is compiled once; the worker gets a copy of the module.
const bytesOf = (text) => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
};
(async () => {
  const glue = document.getElementById("glue").textContent;
  const base64 = document.getElementById("wasm").textContent.trim();
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(base64) : bytesOf(atob(base64));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  // Compiled while it is being unpacked, where that can be done.
  const response = new Response(plain, { headers: { "Content-Type": "application/wasm" } });
  const module = WebAssembly.compileStreaming
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
  const url = URL.createObjectURL(new Blob([glue, ";" + "@BOOT@"], { type: "text/javascript" }));
  yaodianStart(module, url);
})().catch(yaodianFailed);
