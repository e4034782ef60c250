// The single file: the program stands behind this, packed as text in parts. A worker each unpacks them side by side, and
// begins when its part has been read, not when the page has; the page itself has to be free to start workers. The program
// is compiled once; the engine's worker gets a copy of the module.
const textOf = (id) => document.getElementById(id).textContent;
const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

// A worker, and what it makes of its part, a piece at a time.
const unpacking = () => {
  const worker = new Worker(address(textOf("unpacker")));
  const said = [];
  let wake = () => {};
  const hear = (data) => {
    said.push(data);
    wake();
  };
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = ({ message }) => hear(message);
  const pieces = async function* () {
    for (;;) {
      while (!said.length) await new Promise((heard) => (wake = heard));
      const data = said.shift();
      if (typeof data === "string") throw new Error(data);
      if (data === null) break;
      yield data;
    }
    worker.terminate();
  };
  return { give: (text) => worker.postMessage(text), hear, pieces };
};

const parts = Array.from({ length: @PARTS@ }, unpacking);
const idle = [...parts];
// Stands behind every part.
const yaodianPart = () => idle.shift().give(document.currentScript.previousElementSibling.textContent);
document.addEventListener("DOMContentLoaded", () => {
  for (const part of idle) part.hear("本页不完整，请重新取得 (this page is cut short; get it anew)");
});

const compile = async () => {
  const all = (async function* () {
    for (const part of parts) yield* part.pieces();
  })();
  let damage = null;
  const plain = new ReadableStream({
    async pull(stream) {
      try {
        const { value, done } = await all.next();
        if (done) stream.close();
        else stream.enqueue(value);
      } catch (error) {
        damage = error;
        throw error;
      }
    },
  });
  const response = new Response(plain, { headers: { "Content-Type": "application/wasm" } });
  try {
    // Compiled while it is being unpacked, where that can be done.
    return WebAssembly.compileStreaming
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    // The compiler says only that there was nothing to read.
    throw damage ?? error;
  }
};

yaodianStart(address(textOf("glue") + ";" + "@BOOT@"), compile);
