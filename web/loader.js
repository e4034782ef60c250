// Common to both builds: starts the first worker, hands the compiled module to every worker, then starts the page.
const yaodianStart = async (url, compile) => {
  try {
    const Native = self.Worker;
    // The first comes to life while the module is being compiled, and loads its words while the page is being drawn. What
    // it says meanwhile is said again to whoever takes it.
    let first = new Native(url);
    const module = await compile();
    // First of all messages: a worker's boot line waits for it.
    first.postMessage(module);
    const begin = (options) => {
      const worker = new Native(url, options);
      worker.postMessage(module);
      return worker;
    };
    const said = [];
    const keep = (event) => said.push(event);
    for (const kind of ["message", "error"]) first.addEventListener(kind, keep);
    const take = () => {
      const worker = first;
      first = null;
      for (const kind of ["message", "error"]) worker.removeEventListener(kind, keep);
      setTimeout(() => {
        for (const { type, data } of said) {
          worker.dispatchEvent(type === "message" ? new MessageEvent(type, { data }) : new Event(type));
        }
      });
      return worker;
    };
    self.Worker = function (address, options) {
      if (address !== url) return new Native(address, options);
      return first ? take() : begin(options);
    };
    self.Worker.prototype = Native.prototype;
    document.documentElement.dataset.worker = url;
    await wasm_bindgen({ module_or_path: module });
  } catch (error) {
    yaodianFailed(error);
  }
};

const yaodianFailed = (error) => {
  const box = document.createElement("div");
  box.id = "boot-error";
  box.className = "boot";
  box.setAttribute("role", "alert");
  box.textContent =
    "页面没有打开。请换用新版 Chrome、Edge、Firefox、360 极速或 WPS 浏览器（内核 Chromium 95 以上）再试，或重新取得本页。（" +
    String(error) +
    "）";
  document.body.replaceChildren(box);
};
