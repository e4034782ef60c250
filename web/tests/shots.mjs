// Pictures of every view for people to look at: node web/tests/shots.mjs FOLDER
import { launch, open, example, fileAddress } from "./browser.mjs";
const folder = process.argv[2] || "/tmp/shots";
const only = process.argv[3] || "";
const browser = await launch();
for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const dark of [false, true]) {
    const tag = `${width}-${dark ? "dark" : "light"}`;
    if (!tag.includes(only)) continue;
    const page = await open(browser, fileAddress, { width, height, dark });
    const shot = (name) => page.screenshot({ path: `${folder}/${tag}-${name}.png` });
    await page.waitForSelector("#example");
    await shot("1start");
    await example(page);
    await page.waitForTimeout(500);
    await shot("2check");
    await page.click('[data-id="8.2"]');
    await page.waitForTimeout(700);
    await shot("3detail");
    await page.evaluate(() => document.querySelector(".suggestion").scrollIntoView());
    await page.waitForTimeout(300);
    await shot("3suggestion");
    if (width < 700) {
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
    await page.click("#tab-compare");
    await page.waitForTimeout(200);
    await page.click("#example-compare");
    await page.waitForSelector(".matrix td button");
    await page.waitForTimeout(600);
    await shot("5compare");
    await page.click(".matrix td button >> nth=4");
    await page.waitForTimeout(800);
    await shot("6answers");
    for (const fault of page.faults) console.log(tag, fault);
    await page.context().close();
  }
}
await browser.close();
