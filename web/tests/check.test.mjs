// 核对: files in, verdicts, both sides, what is typed and what is suggested.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { checked, coverage, example, expected, fileAddress, give, notice, obligations, open, read, savedJson, statusOf, test, wuwei } from "./browser.mjs";

test("the file checks the example, in a worker, and asks nobody for anything", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  assert.match(await coverage(page), /^\d+\.\d%$/);
  assert.equal(page.workers().length, 1);
  assert.equal(await page.locator(".row-button").count(), obligations);
  assert.match(await page.evaluate(() => document.querySelector("meta[http-equiv]").content), /default-src 'none'/);
  assert.deepEqual(page.faults, []);
  const refused = await page.evaluate(() => fetch("data:text/plain,x").then(() => false, () => true));
  assert.ok(refused, "the policy lets the page connect");
});

test("files handed in one by one give the report of the command line", async (browser) => {
  assert.ok(expected, "YAODIAN_REPORTS is not set: run cargo xtask browser");
  const cases = readdirSync(expected);
  assert.ok(cases.length >= 20, `${cases.length} cases`);
  const page = await open(browser, fileAddress);
  let last = "";
  for (const name of cases) {
    const wanted = JSON.parse(readFileSync(path.join(expected, name), "utf8"));
    const { notice, plan } = wanted.inputs;
    if (last !== notice) {
      await give(page, last ? "#replace-notice" : "#pick-notice", "notice.txt", read(notice));
      const title = wanted.report.notice.title;
      await page.waitForFunction((title) => document.querySelector("main").textContent.includes(title), title);
      last = notice;
    }
    const input = (await page.locator("#replace-plan").count()) ? "#replace-plan" : "#pick-plan";
    await give(page, input, name, read(plan));
    await page.waitForFunction((name) => document.querySelector(".files strong")?.textContent === name, name);
    await checked(page);
    const got = await savedJson(page);
    got.plan.name = wanted.report.plan.name;
    assert.deepEqual(got, wanted.report, name);
  }
  assert.deepEqual(page.faults, []);
});

test("dropped files find their places", async (browser) => {
  const page = await open(browser, fileAddress);
  await page.waitForSelector("#example");
  await page.evaluate(([notice, plan]) => {
    const data = new DataTransfer();
    data.items.add(new File([plan], "武威市工作计划.txt"));
    data.items.add(new File([notice], "全省要点通知.txt"));
    document.querySelector(".start").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  }, [notice, wuwei]);
  await checked(page);
  assert.match(await page.textContent(".files"), /武威市工作计划/);
  assert.equal(await page.locator(".row-button").count(), obligations);
});

test("a notice and a plan can be pasted", async (browser) => {
  const page = await open(browser, fileAddress);
  for (const [kind, text] of [["notice", notice], ["plan", wuwei]]) {
    await page.click(`[data-drop="${kind}"] .row > button`);
    await page.fill("dialog[open] textarea", text);
    await page.click("dialog[open] .primary");
  }
  await checked(page);
  assert.equal(await page.locator(".row-button").count(), obligations);
});

test("what is typed is checked, and undone with the browser's own undo", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  assert.match(await statusOf(page, "4.1"), /weakened/);
  const at = await page.evaluate(() => {
    const line = [...document.querySelectorAll("#plan-text p")].find((p) => p.textContent.includes("视情召开协调会"));
    const start = line.textContent.indexOf("视情");
    getSelection().setBaseAndExtent(line.firstChild, start, line.firstChild, start + 2);
    line.closest("#plan-text").focus();
    return start;
  });
  assert.ok(at > 0);
  await page.keyboard.insertText("定期");
  await page.waitForFunction(() => /\bcovered/.test(document.querySelector('[data-id="4.1"]').className));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => /weakened/.test(document.querySelector('[data-id="4.1"]').className));
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("abc");
  await checked(page);
  assert.ok(await page.evaluate(() => [...document.querySelectorAll("#plan-text p")].some((p) => p.textContent.startsWith("abc"))));
  assert.deepEqual(page.faults, []);
});

test("either side leads to the other", async (browser) => {
  const page = await open(browser, fileAddress, { height: 600 });
  await example(page);
  await page.click('[data-id="16.1"]');
  await page.click('[data-id="8.2"]');
  await page.waitForTimeout(900);
  const seen = await page.evaluate(() => {
    const line = [...document.querySelectorAll("#plan-text p")].find((p) => p.textContent.includes("每半年组织一次"));
    const box = line.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  });
  assert.ok(seen, "the passage is not in sight");
  assert.match(await page.textContent(".detail"), /每季度/);
  assert.equal(await page.locator(".detail .answer mark").first().textContent(), "每半年组织一次");
  await page.locator("#plan-text p", { hasText: "整改2018年度" }).click({ position: { x: 300, y: 30 } });
  await page.waitForFunction(() => document.querySelector(".row-button[aria-current]")?.dataset.id.startsWith("7."));
});

test("a suggestion is put where it belongs, and can be taken back", async (browser) => {
  for (const size of [{}, { width: 390, height: 844 }]) {
    const page = await open(browser, fileAddress, size);
    await example(page);
    const narrow = size.width === 390;
    const lines = () => page.evaluate(() => [...document.querySelectorAll("#plan-text p")].map((p) => p.textContent));
    const choose = async (id) => {
      if (narrow) {
        // The sheet of what was chosen before lies over the list.
        if (await page.isVisible(".detail .close")) await page.click(".detail .close");
        await page.click("#pane-points");
      }
      await page.click(`[data-id="${id}"]`);
    };
    const before = await lines();
    // What is missing becomes a paragraph behind the one that comes closest.
    await choose("1.2");
    const missing = await page.textContent(".suggestion blockquote");
    await page.click("#apply-suggestion");
    await page.waitForFunction(() => /\bcovered/.test(document.querySelector('[data-id="1.2"]').className));
    const added = await lines();
    const at = added.indexOf(missing);
    assert.ok(at > 0 && at < before.length - 1, `${missing} is line ${at} of ${before.length}`);
    assert.deepEqual(added.filter((_, line) => line !== at), before);
    // What is weak is replaced where it stands.
    await choose("4.1");
    const mended = await page.textContent(".suggestion blockquote");
    assert.match(mended, /定期召开协调会/);
    await page.click("#apply-suggestion");
    await page.waitForFunction(() => /\bcovered/.test(document.querySelector('[data-id="4.1"]').className));
    const replaced = await lines();
    assert.equal(replaced.length, added.length);
    assert.equal(replaced.filter((line, number) => line !== added[number]).length, 1);
    assert.ok(!replaced.some((line) => line.includes("视情召开协调会")) && replaced.some((line) => line.includes(mended)));
    for (let press = 0; press < 6 && (await lines()).join("\n") !== before.join("\n"); press += 1) {
      await page.keyboard.press("Control+z");
    }
    assert.deepEqual(await lines(), before);
    await page.waitForFunction(() => /missing/.test(document.querySelector('[data-id="1.2"]').className));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("what else is to be noted leads to its passage", async (browser) => {
  for (const size of [{ height: 600 }, { width: 390, height: 844 }]) {
    const page = await open(browser, fileAddress, size);
    await example(page);
    const narrow = size.width === 390;
    const list = narrow ? ".also" : ".detail";
    if (narrow) await page.click(".also > summary");
    const said = page.locator(`${list} .remark`);
    assert.equal(await said.count(), 2, "two passages copied from the notice");
    const quoted = [...(await said.last().textContent()).matchAll(/“(.+?)”/g)].map((match) => match[1]);
    await said.last().click();
    await page.waitForTimeout(900);
    const seen = await page.evaluate(() => {
      const [range] = CSS.highlights.get("chosen");
      const box = range.getBoundingClientRect();
      return { text: range.toString(), inSight: box.top > 0 && box.bottom < innerHeight };
    });
    // A remark on an obligation quotes that first, and then the passage.
    const words = quoted.at(-1);
    assert.ok(seen.text.includes(words) && seen.inSight, JSON.stringify({ seen, words }));
    await page.selectOption("#language", "en");
    if (narrow) await page.click("#pane-points");
    assert.match(await page.textContent(list), /Also note[\s\S]*Copied unchanged/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("filter, search and arrow keys", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.check("#only-gaps");
  assert.equal(await page.locator(".row-button.covered").count(), 0);
  await page.fill("#search", "督查");
  assert.ok((await page.locator(".row-button").count()) < 20);
  await page.fill("#search", "没有这样的词");
  assert.ok(await page.isVisible(".empty"));
  await page.fill("#search", "");
  await page.uncheck("#only-gaps");
  await page.focus(".row-button");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowDown");
  // The row has the focus at once and is drawn as chosen in the next turn.
  await page.waitForFunction(() => document.activeElement.matches('.row-button[aria-current="true"]'), null, { timeout: 5000 });
});
