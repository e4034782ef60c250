// What docs/performance.md says of the page. Figures of one machine: compare them with others of the same only.
import { statSync } from "node:fs";
import path from "node:path";
import { launch, open, example, checked, fileAddress, give, read, root } from "./browser.mjs";

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const show = (what, value, aim) => console.log(`${what.padEnd(64)}${value.padStart(12)}   aim ${aim}`);

show("yaodian.html", `${(statSync(path.join(root, "web/yaodian.html")).size / 1e6).toFixed(2)} MB`, "4 MB");

// By the page's own clock, from the start of navigation: the button is pressed as soon as it is there, and the end is when the
// report has been painted. The browser has come to rest before, which takes it a second and has nothing to do with the page.
const steps = ["compiled", "drawn", "checked"];
const opened = { compiled: [], drawn: [], checked: [] };
for (let round = 0; round < 7; round += 1) {
  const browser = await launch();
  const page = await open(browser, null);
  await page.addInitScript(() => {
    const once = (name) => performance.getEntriesByName(name).length === 0 && performance.mark(name);
    const compile = WebAssembly.compileStreaming;
    WebAssembly.compileStreaming = async (response) => {
      const module = await compile(response);
      performance.mark("compiled");
      return module;
    };
    const look = () => {
      const example = document.querySelector("#example");
      if (example && once("drawn")) setTimeout(() => example.click());
      if (document.querySelector(".row-button")) requestAnimationFrame(() => setTimeout(() => once("checked")));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  });
  await page.waitForTimeout(1500);
  await page.goto(fileAddress, { waitUntil: "commit" });
  // Asking takes time of the page's: late, and seldom.
  do await page.waitForTimeout(2000);
  while (await page.evaluate(() => performance.getEntriesByName("checked").length === 0));
  for (const step of steps) {
    opened[step].push(await page.evaluate((step) => performance.getEntriesByName(step)[0].startTime, step));
  }
  await browser.close();
}
const told = { compiled: "open → program unpacked and compiled", drawn: "open → page drawn", checked: "open → example checked" };
for (const step of steps) {
  show(`${told[step]} (fresh profile, median of 7)`, `${Math.round(median(opened[step]))} ms`, step === "checked" ? "1500 ms" : "-");
}

const browser = await launch();
const page = await open(browser, fileAddress);
// By a worker such as those that open the page, but with nothing beside it.
const unpacking = await page.evaluate(async () => {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    for (const part of document.querySelectorAll("script[type='application/lzip+z85']")) {
      const { give, pieces } = unpacking();
      give(part.textContent);
      for await (const bytes of pieces());
    }
    times.push(performance.now() - start);
  }
  return times;
});
show("unpacking alone, the parts in turn, workers included (median of 5)", `${Math.round(median(unpacking))} ms`, "-");
await give(page, "#pick-notice", "notice.txt", read("fixtures/notices/gansu-2020.txt"));
await page.waitForSelector(".step.given");
await give(page, "#pick-plan", "baiyin.txt", read("fixtures/gold/cases/baiyin/plan.txt"));
await checked(page);
await page.waitForTimeout(1500);
const typed = await page.evaluate(async () => {
  const line = [...document.querySelectorAll("#plan-text p")].find((p) => p.textContent.length > 60);
  document.querySelector("#plan-text").focus();
  getSelection().collapse(line.firstChild, 30);
  const list = document.querySelector(".strip");
  const times = [];
  for (let key = 0; key < 40; key += 1) {
    // The busy note turns on when the check is asked for and off when the report is shown.
    const done = new Promise((resolve) => {
      let on = false;
      const watch = new MutationObserver(() => {
        if (list.querySelector(".busy.on")) on = true;
        else if (on) { watch.disconnect(); resolve(performance.now()); }
      });
      watch.observe(list, { subtree: true, attributes: true, childList: true, characterData: true });
    });
    const start = performance.now();
    document.execCommand("insertText", false, "新");
    times.push((await done) - start);
    await new Promise((rest) => setTimeout(rest, 60));
  }
  return times;
});
show("keystroke → report shown, plan of 4,015 characters (median of 40)", `${median(typed).toFixed(1)} ms`, "50 ms");

const names = ["baiyin", "dingxi", "jiuquan", "linxia", "longnan", "tianshui", "gansu-2020-gannan", "gansu-2020-pingliang"];
const plans = names.map((name) => read(`fixtures/gold/cases/${name}/plan.txt`));
for (const name of ["wuwei", "qingyang", "zhangye"]) plans.push(read(`fixtures/plans/${name}.txt`));
plans.push(plans[0], plans[2], plans[3]);
await page.click("#tab-compare");
const compared = [];
for (let round = 0; round < 5; round += 1) {
  for (let left = await page.locator(".remove").count(); left > 0; left -= 1) await page.click(".remove >> nth=0");
  await page.waitForFunction(() => document.querySelectorAll(".matrix td button").length === 0);
  await page.evaluate((plans) => {
    const data = new DataTransfer();
    plans.forEach((plan, number) => data.items.add(new File([plan], `${number}.txt`)));
    window.started = performance.now();
    window.finished = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (document.querySelectorAll(".matrix td button").length === 14 * 22) {
          watch.disconnect();
          resolve(performance.now() - window.started);
        }
      });
      watch.observe(document.querySelector("#main"), { subtree: true, childList: true });
    });
    document.querySelector("#main").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  }, plans);
  compared.push(await page.evaluate(() => window.finished));
}
show("14 plans dropped → table complete (warm, median of 5)", `${Math.round(median(compared))} ms`, "500 ms");
await browser.close();
