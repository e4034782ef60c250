// What the tests share: a browser of their own, a page that watches what it asks for, and counting.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const fileAddress = pathToFileURL(path.join(root, "web/yaodian.html")).href;
export const read = (name) => readFileSync(path.join(root, name), "utf8");

const name = process.env.CHROMIUM || "chromium";
const executablePath = name.includes("/") ? name : execFileSync("which", [name]).toString().trim();

export const launch = () =>
  chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });

/// A page in a profile of its own. `page.faults` collects what must not be: errors, and requests beyond the document.
export async function open(browser, address, { width = 1440, height = 900, dark = false, own = null } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.faults = [];
  page.requests = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  context.on("request", (request) => {
    const url = request.url();
    page.requests.push(url);
    const allowed = url === address || /^(data|blob):/.test(url) || (own && url.startsWith(own));
    if (!allowed) page.faults.push(`request: ${url}`);
  });
  if (address) await page.goto(address);
  return page;
}

/// Waits until the plan that is shown has been checked.
export const checked = (page) =>
  page.waitForFunction(() => document.querySelector("#coverage") && !document.querySelector(".busy.on"), null, { timeout: 20000 });

export async function example(page) {
  await page.click("#example");
  await page.waitForSelector(".row-button", { timeout: 20000 });
}

/// Gives a file to an input of the page.
export const give = (page, input, name, text) =>
  page.setInputFiles(input, { name, mimeType: "text/plain", buffer: Buffer.from(text) });

/// What the page would save as JSON.
export async function savedJson(page) {
  await page.click(".menu summary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export-json")]);
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

export const hostAddress = process.env.YAODIAN_HOST;
/// What the command line says of the labelled cases, and the files it makes: `cargo xtask browser` writes them.
export const expected = process.env.YAODIAN_REPORTS;
export const expectedFiles = process.env.YAODIAN_FILES;
/// The day of the check that stands in those files.
const expectedDay = process.env.YAODIAN_DAY;
/// Sets the clock of a page to that day, and lets it stand there.
export const onExpectedDay = (page) => page.clock.setFixedTime(`${expectedDay}T12:00:00`);
/// The command line itself.
export const program = process.env.YAODIAN_PROGRAM;
export const notice = read("fixtures/notices/gansu-2020.txt");
export const wuwei = read("fixtures/plans/wuwei.txt");

export const setText = (page, text) =>
  page.evaluate((text) => {
    const plan = document.querySelector("#plan-text");
    plan.replaceChildren(...text.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    plan.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
export const coverage = (page) => page.textContent("#coverage");
export const statusOf = (page, id) => page.getAttribute(`[data-id="${id}"]`, "class");

const tests = [];
export const test = (name, run) => tests.push([name, run]);

/// Runs the tests whose names contain the first argument, in turn; the last line is what `cargo xtask test` counts.
export async function run() {
  const only = process.argv[2] || "";
  let [passed, failed] = [0, 0];
  for (const [name, body] of tests.filter(([name]) => name.includes(only))) {
    const browser = await launch();
    const start = Date.now();
    try {
      await body(browser);
      passed += 1;
      console.log(`ok   ${name}  (${Date.now() - start} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n     ${String(error.stack || error).split("\n").slice(0, 6).join("\n     ")}`);
    } finally {
      await browser.close();
    }
  }
  console.log(`browser tests: ${passed} passed; ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

// So many obligations the notice of the example has.
export const obligations = 110;
