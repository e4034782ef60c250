// Everything the page promises, in a real browser, from the file and from a host.
import "./check.test.mjs";
import "./requirements.test.mjs";
import "./compare.test.mjs";
import "./reports.test.mjs";
import "./keyboard.test.mjs";
import "./page.test.mjs";
import { run } from "./browser.mjs";

await run();
