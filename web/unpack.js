// A worker that unpacks a part of the single file's program (crates/xtask/src/web/packed.rs), by a small wasm of its own
// (crates/unpack), behind whose glue this stands. Told a part, it answers with bytes, at last with nothing, or with what is
// wrong.

// Digits at a time, in groups of five: what comes out is compiled while the rest is still being unpacked.
const PIECE = 65535;

const ready = async () => {
  const bytes = Uint8Array.from(atob("@UNPACKER@"), (byte) => byte.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  await unpacker({ module_or_path: await new Response(plain).arrayBuffer() });
};
const started = ready();

onmessage = async ({ data: text }) => {
  try {
    await started;
    const part = new unpacker.Unpacker();
    for (let at = 0; at < text.length; at += PIECE) {
      const bytes = part.push(text.slice(at, at + PIECE), at + PIECE >= text.length);
      postMessage(bytes, [bytes.buffer]);
    }
    postMessage(null);
  } catch (error) {
    postMessage(String(error));
  }
};
