// Common to both builds: hands the compiled module to every worker the page starts, then starts the page.
const yaodianStart = async (module, url) => {
  try {
    const Native = self.Worker;
    self.Worker = class extends Native {
      constructor(address, options) {
        super(address, options);
        // First of all messages: the worker's boot line waits for it.
        if (address === url) this.postMessage(module);
      }
    };
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
    "页面没有打开。请换用新版 Chrome、Edge、Firefox、360 极速或 WPS 浏览器（内核 Chromium 95 以上）再试。（" +
    String(error) +
    "）";
  document.body.replaceChildren(box);
};
