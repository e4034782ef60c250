// The page as a whole: kept work, falls, languages, looks, work without a network, large plans.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checked, coverage, example, fileAddress, give, hostAddress, notice, obligations, open, root, setText, test, wuwei } from "./browser.mjs";

test("the page is at most 4 MB", () => {
  assert.ok(statSync(path.join(root, "web/yaodian.html")).size <= 4e6);
});

test("a file that is damaged or cut short says so instead of opening", async (browser) => {
  const whole = readFileSync(path.join(root, "web/yaodian.html"), "utf8");
  const starts = [...whole.matchAll(/type="application\/lzip\+z85">/g)].map(({ index }) => index + 400_000);
  assert.equal(starts.length, 2);
  const broken = starts.map((at) => whole.slice(0, at) + [...whole.slice(at, at + 10)].reverse().join("") + whole.slice(at + 10));
  const cut = starts.map((at) => whole.slice(0, at));
  const folder = mkdtempSync(path.join(tmpdir(), "yaodian-"));
  for (const [number, text] of [...broken, ...cut].entries()) {
    assert.notEqual(text, whole);
    const file = path.join(folder, `${number}.html`);
    writeFileSync(file, text);
    const page = await open(browser, pathToFileURL(file).href);
    await page.waitForSelector("#boot-error", { timeout: 20000 });
    assert.match(await page.textContent("#boot-error"), number < 2 ? /已损坏，请重新取得/ : /不完整，请重新取得/, `${number}`);
    await page.context().close();
  }
  rmSync(folder, { recursive: true });
});

test("every view begins at its top", async (browser) => {
  const page = await open(browser, fileAddress, { width: 390, height: 844 });
  await example(page);
  await page.evaluate(() => document.querySelector("main").scrollTo(0, 900));
  await page.click("#tab-requirements");
  await page.waitForSelector(".requirements");
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => document.querySelector("main").scrollTop), 0);
});

test("work survives a reload, until it is cleared", async (browser) => {
  for (const address of [fileAddress, hostAddress].filter(Boolean)) {
    const page = await open(browser, address, { own: hostAddress });
    await example(page);
    await setText(page, `${wuwei}\n（十七）补充一项。每季度组织一次食品安全工作督查。`);
    await checked(page);
    await page.waitForTimeout(1500);
    const before = await coverage(page);
    await page.reload();
    await page.waitForSelector(".row-button");
    await checked(page);
    assert.equal(await coverage(page), before);
    assert.match(await page.textContent("#plan-text"), /补充一项/);
    await page.click("#clear");
    await page.click("#clear-yes");
    await page.waitForSelector("#example");
    await page.waitForTimeout(1000);
    await page.reload();
    await page.waitForSelector("#example");
    await page.context().close();
  }
});

test("a fall of the worker is survived", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.evaluate(() => document.dispatchEvent(new Event("yaodian-trap")));
  await page.waitForTimeout(1200);
  await setText(page, `${wuwei}\n没有别的了。`);
  await checked(page);
  await page.waitForFunction((all) => document.querySelectorAll(".row-button").length === all, obligations);
  const before = await coverage(page);
  await setText(page, "一、无关的工作。种树。");
  await page.waitForFunction((before) => document.querySelector("#coverage").textContent !== before, before, { timeout: 10000 });
  // Too many falls stop the engine, with a button to start it again.
  for (let fall = 0; fall < 3; fall += 1) {
    await page.evaluate(() => document.dispatchEvent(new Event("yaodian-trap")));
    await page.waitForTimeout(900);
  }
  await page.click("#revive");
  await setText(page, wuwei);
  await page.waitForFunction((before) => document.querySelector("#coverage").textContent === before, before, { timeout: 10000 });
});

test("what is wrong with a file is said, with what to do", async (browser) => {
  const page = await open(browser, fileAddress);
  await give(page, "#pick-notice", "空.txt", "  \n");
  await page.waitForSelector(".trouble");
  assert.match(await page.textContent(".trouble"), /空.*检查/);
  await page.click(".trouble .button");
  assert.equal(await page.locator(".trouble").count(), 0);
  await give(page, "#pick-notice", "无编号.txt", "这里没有要点。");
  await page.waitForSelector(".trouble");
  assert.match(await page.textContent(".trouble"), /编号/);
  await example(page);
  await setText(page, "");
  await page.waitForSelector(".paper-frame .trouble");
  await setText(page, wuwei);
  await page.waitForFunction(() => !document.querySelector(".paper-frame .trouble"));
});

test("three languages and two looks, remembered", async (browser) => {
  const page = await open(browser, fileAddress);
  await page.selectOption("#language", "en");
  assert.match(await page.textContent("h1"), /notice/);
  await page.selectOption("#language", "zh-TW");
  assert.match(await page.textContent("h1"), /計劃/);
  await example(page);
  await page.click('[data-id="8.2"]');
  assert.match(await page.textContent(".why"), /通知要求“每季度”，計劃為“每半年组织一次”，頻次降低/);
  await page.selectOption("#language", "en");
  assert.match(await page.textContent(".why"), /The notice asks for “每季度”, the plan says “每半年组织一次”: less often/);
  await page.click(".detail .close");
  assert.doesNotMatch(await page.textContent(".detail .warnings"), /[，。]/);
  await page.selectOption("#language", "zh-TW");
  await page.selectOption("#theme", "dark");
  await page.waitForTimeout(1200);
  await page.reload();
  await page.waitForSelector(".row-button");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  assert.equal(await page.getAttribute("html", "lang"), "zh-TW");
});

test("nothing serious for axe in any view, light, dark and narrow", async (browser) => {
  const axe = readFileSync(path.join(root, "web/tests/node_modules/axe-core/axe.min.js"), "utf8");
  for (const options of [{}, { dark: true }, { width: 390, height: 844 }]) {
    const page = await open(browser, fileAddress, options);
    await page.waitForSelector("#example");
    const look = async (where) => {
      // By the browser's debugging line, which no policy of the page stops.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const said = bad.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target + " " + (node.any[0]?.message ?? "")).join(" | ")}`);
      assert.deepEqual(said, [], `${where} ${JSON.stringify(options)}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${where}: ${wide} px too wide ${JSON.stringify(options)}`);
    };
    await look("start");
    await example(page);
    await look("check");
    for (const language of ["en", "zh-TW", "zh-CN"]) {
      await page.selectOption("#language", language);
      await page.click(".menu summary");
      const cut = await page.evaluate(() => {
        const inside = (element) => {
          const box = element.getBoundingClientRect();
          return box.left >= 0 && box.right <= innerWidth && element.scrollWidth <= element.clientWidth + 1;
        };
        return [...document.querySelectorAll(".menu ul, .menu li > *, .top .button, .top .tab")].filter((part) => !inside(part)).map((part) => part.textContent);
      });
      assert.deepEqual(cut, [], `cut off, ${language} ${JSON.stringify(options)}`);
      assert.ok((await page.locator(".top").boundingBox()).height < 110, `the head, ${language} ${JSON.stringify(options)}`);
      if (language === "zh-CN") await look("menu");
      await page.keyboard.press("Escape");
    }
    await page.click('[data-id="8.2"]');
    await page.waitForTimeout(500);
    await page.click("details.waiver > summary");
    await look("detail");
    await page.fill("#waive-why", "暂无此项职责");
    await page.fill("#waive-who", "张三");
    await page.click("#waive-yes");
    await page.waitForSelector("section.waiver");
    await look("waived");
    await page.click("#tab-requirements");
    await look("requirements");
    await page.click("#tab-compare");
    await page.click("#example-compare");
    await page.waitForFunction(() => document.querySelectorAll(".matrix td button").length === 66);
    await page.click(".matrix td button >> nth=0");
    await page.waitForTimeout(500);
    await look("compare");
    await page.context().close();
  }
});

test("served from a host it asks for its own files only, and opens without a network after the first visit", async (browser) => {
  assert.ok(hostAddress, "YAODIAN_HOST is not set: run cargo xtask browser");
  const page = await open(browser, hostAddress, { own: hostAddress });
  await example(page);
  assert.deepEqual(page.faults, []);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length > 0));
  await page.waitForTimeout(800);
  await page.context().setOffline(true);
  await page.reload();
  await page.waitForSelector(".row-button, #example", { timeout: 15000 });
  await checked(page);
  await page.context().setOffline(false);
});

test("a plan of 5 MB does not freeze the page", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  const line = "（一）加强食品安全监管。组织开展全市食品安全工作督查，督促各县区落实属地管理责任。\n";
  const large = line.repeat(Math.ceil(5e6 / Buffer.byteLength(line)));
  await give(page, "#replace-plan", "large.txt", large);
  await page.waitForFunction(() => document.querySelectorAll("#plan-text p").length > 20000, null, { timeout: 240000 });
  await page.evaluate(() => {
    const line = document.querySelectorAll("#plan-text p")[3];
    document.querySelector("#plan-text").focus();
    getSelection().collapse(line.firstChild, 5);
    window.keys = [];
  });
  for (let key = 0; key < 12; key += 1) {
    const took = await page.evaluate(async () => {
      const start = performance.now();
      document.execCommand("insertText", false, "字");
      // Until it is on the screen: a task that a frame has asked for runs when the frame has been drawn.
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const typed = performance.now() - start;
      await new Promise((done) => setTimeout(done, 120));
      return typed;
    });
    await page.evaluate((took) => window.keys.push(took), took);
  }
  const keys = (await page.evaluate(() => window.keys)).sort((a, b) => a - b);
  console.log(`     typing, until drawn: best ${keys[0].toFixed(1)} ms, median ${keys[6].toFixed(1)} ms, worst ${keys.at(-1).toFixed(1)} ms`);
  assert.ok(keys[6] <= 50, `${keys}`);
});
