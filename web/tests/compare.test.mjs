// 比较: plans beside each other, what they share, and what goes out of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expectedFiles, fileAddress, give, notice, onExpectedDay, open, read, test, wuwei } from "./browser.mjs";

test("plans beside each other, and the answers of a cell", async (browser) => {
  const page = await open(browser, fileAddress);
  await page.click("#tab-compare");
  await page.click("#example-compare");
  await page.waitForFunction(() => document.querySelectorAll(".matrix td button").length === 66);
  // The figures are those of the table: what nobody and what everybody covers, and the share of all together.
  const shares = await page.locator(".matrix td button").allTextContents();
  const [covered, required] = [0, 1].map((part) => shares.reduce((sum, text) => sum + Number(text.match(/\d+/g)[part]), 0));
  const figures = await page.textContent(".compare-figures");
  assert.match(figures, new RegExp(`合计覆盖率 ${(Math.floor((covered / required) * 1000) / 10).toFixed(1)}%`.replace(".", "\\.")));
  const [all, none] = [/都已覆盖：(\d+)项/, /都未覆盖：(\d+)项/].map((pattern) => Number(figures.match(pattern)[1]));
  assert.ok(all > 0 && none > 0 && all + none < required / 3, figures);
  await page.selectOption("#order-points", "worst");
  await page.click(".matrix td button >> nth=0");
  assert.ok((await page.locator(".side-by-side li").count()) >= 3);
  await page.click(".remove >> nth=0");
  await page.waitForFunction(() => document.querySelectorAll(".matrix td button").length === 44);
  await give(page, "#pick-compare", "空.txt", " \n");
  await page.waitForSelector(".compare .trouble");
  assert.match(await page.textContent(".compare .trouble"), /空/);
});

test("plans that share wording of their own are shown with their passages", async (browser) => {
  const page = await open(browser, fileAddress);
  await give(page, "#pick-notice", "notice.txt", notice);
  await page.waitForSelector(".step.given");
  await page.click("#tab-compare");
  const own = ["每周三在城关老街开设“食安夜校”，请退休厨师讲授凉面卤汁的卫生做法。", "给每家早餐铺发放一本蓝色账簿，记下油条用油的购进日期和更换次数。",
    "在中学门口设立三个“小小质检员”岗亭，由学生轮流抽检零食包装上的日期。"].join("");
  const files = [["甲市.txt", wuwei + "\n" + own], ["乙市.txt", own + "\n" + read("fixtures/plans/zhangye.txt")], ["丙市.txt", read("fixtures/plans/qingyang.txt")]];
  await page.setInputFiles("#pick-compare", files.map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })));
  await page.waitForSelector(".pair", { timeout: 20000 });
  assert.equal(await page.locator(".pair").count(), 1);
  assert.match(await page.textContent(".pair summary"), /甲市.*乙市|乙市.*甲市/);
  await page.click(".pair summary");
  assert.match(await page.locator(".pair li").first().textContent(), /一字不差.*食安夜校.*食安夜校/s);
  // Without one of the two there is nothing.
  await page.click('[aria-label="移除甲市"]');
  await page.waitForFunction(() => document.querySelector(".copies .hint")?.textContent.includes("没有发现"));
  assert.deepEqual(page.faults, []);
});

test("plans beside each other go out as they do from the command line, to the byte", async (browser) => {
  assert.ok(expectedFiles, "YAODIAN_FILES is not set: run cargo xtask browser");
  const page = await open(browser, fileAddress);
  await onExpectedDay(page);
  await give(page, "#pick-notice", "notice.txt", notice);
  await page.waitForSelector(".step.given");
  await page.click("#tab-compare");
  const names = ["武威市.txt", "庆阳市.txt", "张掖市.txt"];
  await page.setInputFiles("#pick-compare", names.map((name) => path.join(expectedFiles, name)));
  await page.waitForSelector(".copies");
  for (const format of ["json", "markdown", "html", "xlsx"]) {
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#export-${format}`)]);
    const own = readFileSync(path.join(expectedFiles, `comparison.${format}`));
    assert.ok(own.equals(readFileSync(await download.path())), `not the ${format} of the command line`);
  }
  // The printer gets the comparison, with nothing folded.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const printed = await page.innerText(".printed");
  assert.match(printed, /要点比较报告[\s\S]*排名[\s\S]*张掖市[\s\S]*每半年/);
  assert.ok(!(await page.isVisible("main")));
  assert.equal(await page.locator(".printed details:not([open])").count(), 0);
  assert.deepEqual(page.faults, []);
});
