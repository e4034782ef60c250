// Pictures of every view for people to look at: node web/tests/shots.mjs FOLDER [WORDS OF THE NAMES WANTED]
import { readFileSync } from "node:fs";
import { launch, open, example, fileAddress, give, read } from "./browser.mjs";
const folder = process.argv[2] || "/tmp/shots";
const only = process.argv[3] || "";
const browser = await launch();

/// The views of one size and theme, in the language of the page.
async function views(tag, options) {
  const page = await open(browser, fileAddress, options);
  const shot = (name) => page.screenshot({ path: `${folder}/${tag}-${name}.png` });
  const narrow = options.width < 700;
  if (options.language) await page.selectOption("#language", options.language);
  await page.waitForSelector("#example");
  await shot("1start");
  await give(page, "#pick-notice", "空白.txt", " ");
  await page.waitForSelector(".trouble");
  await shot("1trouble");
  await page.click(".trouble .button");
  await example(page);
  await page.waitForTimeout(500);
  await shot("2check");
  await page.click(".menu summary");
  await shot("2export");
  await page.keyboard.press("Escape");
  await page.click('[data-id="8.2"]');
  await page.waitForTimeout(700);
  await shot("3detail");
  await page.click("details.waiver > summary");
  await page.evaluate(() => document.querySelector(".suggestion").scrollIntoView());
  await page.waitForTimeout(300);
  await shot("3suggestion");
  if (narrow) {
    await page.click(".detail .close");
    await page.click("#pane-plan");
    await page.waitForTimeout(300);
    await shot("3plan");
    await page.click("#pane-points");
    await page.click(".also > summary");
    await page.waitForTimeout(300);
    await page.evaluate(() => document.querySelector(".also").scrollIntoView());
    await shot("3remarks");
  }
  await page.click("#tab-requirements");
  await page.waitForTimeout(300);
  await shot("4requirements");
  await page.evaluate(() => document.querySelector(".synonyms").scrollIntoView());
  await shot("4synonyms");
  await page.click("#tab-compare");
  await page.waitForTimeout(200);
  await shot("5empty");
  await page.click("#example-compare");
  await page.waitForSelector(".matrix td button");
  const own = "每周三在城关老街开设“食安夜校”，请退休厨师讲授凉面卤汁的卫生做法。给每家早餐铺发放一本蓝色账簿，记下油条用油的购进日期和更换次数。" +
    "在中学门口设立三个“小小质检员”岗亭，由学生轮流抽检零食包装上的日期。";
  const named = (name, from) => ({ name, mimeType: "", buffer: Buffer.from(`${read(`fixtures/plans/${from}.txt`)}\n${own}`) });
  await page.setInputFiles("#pick-compare", [named("甘州区.txt", "zhangye"), named("凉州区.txt", "wuwei")]);
  await page.waitForSelector(".pair");
  await page.waitForTimeout(400);
  await page.evaluate(() => document.querySelector("main").scrollTo(0, 0));
  await shot("5compare");
  await page.click(".matrix td button >> nth=7");
  await page.waitForTimeout(800);
  await shot("6answers");
  await page.click(".pair summary");
  await page.evaluate(() => document.querySelector(".copies").scrollIntoView());
  await page.waitForTimeout(300);
  await shot("7copies");
  for (const fault of page.faults) console.log(tag, fault);
  await page.context().close();
}

/// The reports that go out, as pages of their own and as they are printed.
async function reports() {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.click("#tab-compare");
  await page.click("#example-compare");
  await page.waitForSelector(".copies");
  for (const [tab, name] of [["#tab-check", "plan"], ["#tab-compare", "comparison"]]) {
    await page.click(tab);
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export-html")]);
    const html = readFileSync(await download.path(), "utf8");
    for (const width of [1440, 390]) {
      const report = await open(browser, null, { width, height: 900 });
      await report.setContent(html);
      await report.screenshot({ path: `${folder}/${width}-report-${name}.png` });
      await report.context().close();
    }
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: `${folder}/print-${name}.png` });
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.context().close();
}

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const dark of [false, true]) {
    const tag = `${width}-${dark ? "dark" : "light"}`;
    if (tag.includes(only)) await views(tag, { width, height, dark });
  }
  for (const language of ["zh-TW", "en"]) {
    const tag = `${width}-${language}`;
    if (tag.includes(only)) await views(tag, { width, height, language });
  }
}
if ("reports".includes(only)) await reports();
await browser.close();
