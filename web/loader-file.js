// The single file: the wasm stands in the page, gzipped and written in base 85 (crates/xtask/src/web/single.rs). It is
// compiled once; the worker gets a copy of the module.
const bytesOf = (text) => {
  const start = text.indexOf(";") + 1;
  const bytes = new Uint8Array(Math.ceil((text.length - start) / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let from = start, to = 0; from < text.length; from += 5, to += 4) {
    let number = 0;
    for (let place = 0; place < 5; place += 1) {
      const code = text.charCodeAt(from + place);
      number = number * 85 + (code === 125 ? 20 : code - 40);
    }
    view.setUint32(to, number);
  }
  return bytes.subarray(0, Number(text.slice(0, start - 1)));
};
const compile = async () => {
  const packed = bytesOf(document.getElementById("wasm").textContent);
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  // Compiled while it is being unpacked, where that can be done.
  const response = new Response(plain, { headers: { "Content-Type": "application/wasm" } });
  return WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};
const glue = document.getElementById("glue").textContent;
yaodianStart(URL.createObjectURL(new Blob([glue, ";" + "@BOOT@"], { type: "text/javascript" })), compile);
