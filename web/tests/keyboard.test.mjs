// Without a mouse.
import assert from "node:assert/strict";
import { example, fileAddress, open, test } from "./browser.mjs";

test("everything can be done with the keyboard alone", async (browser) => {
  const page = await open(browser, fileAddress);
  await page.waitForSelector("#example");
  const tabTo = async (selector, most, key = "Tab") => {
    for (let press = 1; press <= most; press += 1) {
      await page.keyboard.press(key);
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return press;
    }
    throw new Error(`${selector} is not reached with ${most} presses of ${key}`);
  };
  await tabTo("#example", 20);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".row-button");
  await tabTo(".row-button", 20);
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector('[data-id="1.2"][aria-current]');
  assert.equal(await page.locator('.row-button[tabindex="0"]').count(), 1);
  // The list is one stop, the plan the next, and then comes what was chosen.
  await tabTo(".detail *", 3);
  await tabTo("#apply-suggestion", 8);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /\bcovered/.test(document.querySelector('[data-id="1.2"]').className));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => /missing/.test(document.querySelector('[data-id="1.2"]').className));
  await tabTo(".detail *", 2);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".overview");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.id), "1.2");
  await tabTo(".menu summary", 30, "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo("#export-json", 10);
  await page.keyboard.press("Escape");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".menu summary") && !document.querySelector(".menu").open));
  await tabTo("#tab-compare", 10, "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo("#example-compare", 20);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".matrix td button").length === 66);
  await tabTo(".matrix td button", 30);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".side-by-side");
  assert.match(await page.textContent(".side-by-side h2"), /^3\. /);
  assert.equal(await page.textContent(".side-by-side li strong"), await page.textContent(".matrix thead th:nth-child(3) .plan-name"));
  await page.waitForFunction(() => document.querySelectorAll('.matrix td button[tabindex="0"]').length === 1);
  assert.deepEqual(page.faults, []);
});

test("what is suggested can be copied", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.click('[data-id="1.2"]');
  const text = await page.textContent(".suggestion blockquote");
  await page.click(".suggestion .row button >> nth=0");
  await page.waitForFunction(() => document.querySelector(".suggestion .row button").textContent === "已复制");
  await page.fill("#search", "");
  await page.focus("#search");
  await page.keyboard.press("Control+v");
  assert.equal(await page.inputValue("#search"), text);
});
