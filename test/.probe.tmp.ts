import { launch } from "./browser.ts";
import { readdirSync } from "node:fs";
const base = "file:///tmp/kiosk-site/";
const b = await launch();
const kinds = ["index.html","items/index.html","items/2017.html","items/2017/0012.html","items/2025/0018.html","interpretations/2017/0001.html","categories/index.html","categories/announcements/index.html","topics/21-6/index.html","catalogue/index.html","catalogue/2017.html","figures/2017.html","statistics/index.html","compare/index.html","compare/2017-2025.html","figures/2025/requests-table-new-total.html","reports/index.html","reports/2017.html","reports/2025.html","pages/guide.html","pages/apply.html"];
for (const [w,h] of [[1080,1920],[1920,1080],[1280,800],[360,740]] as const) {
  const c = await b.newContext({viewport:{width:w,height:h}}); const p = await c.newPage();
  p.on("console", m => console.log(m.text())); p.on("pageerror", e => console.log(e.message));
  for (const k of kinds) { await p.goto(base+k+"?kiosk"); await p.waitForSelector(".kiosk-bar"); const wide = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (wide>0) console.log(w,k,wide); if (w===1080 && ["catalogue/2017.html","statistics/index.html","compare/2017-2025.html","items/2017.html","index.html"].includes(k)) await p.screenshot({path:`/tmp/kshots/k-${k.replace(/\W/g,"_")}.png`}); }
  await c.close();
}
const c = await b.newContext({viewport:{width:1080,height:1920}}); const p = await c.newPage();
await p.clock.install();
await p.goto(base+"kiosk/index.html"); await p.click("#open-newest"); await p.waitForSelector("#results li"); await p.clock.runFor(52000); await p.screenshot({path:"/tmp/kshots/countdown.png"});
await p.clock.resume?.(); 
await c.close();
const c2 = await b.newContext({viewport:{width:1280,height:800}, javaScriptEnabled:false}); const p2 = await c2.newPage();
await p2.goto(base+"kiosk/index.html"); await p2.screenshot({path:"/tmp/kshots/nojs.png"});
await b.close();
