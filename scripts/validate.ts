/** Checks on one record and between records. Each rule is named as it stands at the end of its message. */
import { clockFault } from "./check/clock.ts";
import type { Content } from "./content.ts";
import { deadlineOf } from "./deadline.ts";
import { isExternal, linksOf, refusedLinksOf, resolveLink } from "./markdown.ts";
import { holidaysForm } from "./model/holidays.ts";
import type { Dispute, Interpretation, Item, ReportWords, Request, Response } from "./model/index.ts";
import { kinds } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { siteFields } from "./model/site.ts";
import { Faults, nearest, type Problem } from "./problem.ts";
import { waitingIn } from "./register/verdict.ts";
import { concerns } from "./rules/concerns.ts";
import { calendarDays, type Day, firstDay, lastDay, yearOf } from "./rules/days.ts";
import { possibleFee } from "./rules/fees.ts";
import { decodedName } from "./rules/file-names.ts";
import { allowsWebsite, namesMatter } from "./rules/matters.ts";
import { reportFormOf } from "./rules/report-forms.ts";
import { outcomes2014 } from "./rules/requests.ts";
import { cite, regulationOn } from "./rules/statute.ts";
import { topicOf, topicsOn } from "./rules/topics.ts";
import { isOfVillage } from "./rules/village-bodies.ts";
import { announced, UnknownYear, workdaysBetween } from "./rules/workdays.ts";
import { timelinessOf } from "./timeliness.ts";
import { madeOn } from "./validity.ts";

/** 固定栏目 (国办公开办函〔2019〕61号) that are standing pages. */
export const STATUTORY_PAGES = { guide: "政府信息公开指南", rules: "政府信息公开制度", apply: "依申请公开" } as const;

/** All faults of the content besides those found while reading. `today` in Asia/Shanghai; `published`: see `clockFault`. */
export function validate(content: Content, today: Day, published?: Day): Problem[] {
  const faults = new Faults();
  // With a wrong clock every record seems to lie in the future: that is one fault.
  const clock = clockFault(content, today, published);
  if (clock) faults.list.push(clock);
  const { records } = content;
  const workCalendar = content.site?.workCalendar ?? announced;
  const waiting = waitingIn(content);
  const known = new Map<string, Entry>();
  for (const list of Object.values(records) as (readonly Entry[])[]) for (const r of list) known.set(r.id, r);

  const at = (r: { file: string; lines: Entry["lines"] }, key: string): [string, number] => [r.file, r.lines[key] ?? 1];

  for (const [name, list] of Object.entries(records) as [keyof typeof kinds, readonly Entry[]][]) {
    const { dated, fields } = kinds[name];
    for (const r of list) {
      const day = (r as unknown as Record<string, Day>)[dated] as Day;
      const label = (fields as Record<string, { label: string }>)[dated]?.label ?? dated;
      if (yearOf(day) !== r.year) {
        faults.error(
          ...at(r, dated),
          "year-folder",
          `${label}是 ${day}，文件却在 ${r.year} 年的文件夹里。`,
          `请改日期，或者把文件移到 ${r.kind}/${yearOf(day)}/ 里。`,
        );
      }
      notAfter(r, dated, label, day, today, "today");
    }
  }

  /** `day` must not lie after `limit`. */
  function notAfter(r: Entry, key: string, label: string, day: Day | undefined, limit: Day, what: string): void {
    if (day === undefined || day <= limit || (what === "today" && clock)) return;
    faults.error(
      ...at(r, key),
      "date-order",
      what === "today" ? `${label}写的是 ${day}，还没有到（今天是 ${limit}）。` : `${label}（${day}）晚于${what}（${limit}）。`,
      "请核对这两个日期，改成实际的那一天。",
    );
  }

  for (const item of records.items) checkItem(item);
  for (const i of records.interpretations) {
    checkPublished(i);
    for (const id of i.interprets) {
      const target = known.get(id) as Item | undefined;
      if (leadsToWaiting(i, "interprets", "解读的文件", id) || content.unread.has(id)) continue;
      if (!target) unknownRecord(i, "interprets", "解读的文件", id, records.items);
      else notBefore(i, "date", "解读的公开日期", i.date, target.date, `被解读文件的公开日期`, target);
    }
  }
  for (const r of records.responses) checkPublished(r);
  for (const r of records.requests) checkRequest(r);
  for (const d of records.disputes) checkDispute(d);
  for (const c of records.complaints) {
    notBefore(c, "closed", "办结日期", c.closed, c.date, "收到日期", c);
    notAfter(c, "closed", "办结日期", c.closed, today, "today");
  }
  for (const r of content.reports) checkReport(r);
  if (content.site) checkSite(content.site);
  for (const p of content.pages.filter((page) => page.draft)) {
    faults.warn(
      ...at(p, "draft"),
      "page-draft",
      `“${p.title}”还是草稿，等确认，不公开。`,
      "请核对地址、电话、时间、本机关的做法和期限；都对了，删去 draft 这一行。",
    );
  }
  for (const [id, title] of content.site ? Object.entries(STATUTORY_PAGES) : []) {
    if (content.pages.some((p) => p.id === id) || content.unread.has(`pages/${id}`)) continue;
    faults.warn(
      `${content.folder.replaceAll("\\", "/")}/pages/${id}.md`,
      0,
      "page-missing",
      `还没有“${title}”这一页，首页上会写“还没有公布”。`,
      "请照 scripts/model/templates/pages.md 写一个。",
      `依据：${cite.guide}、国办公开办函〔2019〕61号`,
    );
  }
  checkDocNumbers(records.items);
  checkAttachments();
  for (const p of [...content.pages, ...content.reports]) checkLinks(p);
  return faults.list;

  function notBefore(r: Entry, key: string, label: string, day: Day | undefined, limit: Day, what: string, other: { file: string }): void {
    if (day === undefined || day >= limit) return;
    faults.error(
      ...at(r, key),
      "date-order",
      `${label}（${day}）早于${what}（${limit}${other.file === r.file ? "" : `，见 ${other.file}`}）。`,
      "请核对这两个日期，改成实际的那一天。",
    );
  }

  function unknownRecord(r: Entry, key: string, label: string, id: string, among: readonly Entry[]): void {
    const sameYear = among.filter((x) => x.id.slice(0, -2) === id.slice(0, -2));
    const near = nearest(
      id,
      sameYear.map((x) => x.id),
    );
    faults.error(
      ...at(r, key),
      "record-unknown",
      `${label}写的是“${id}”，登记册里没有这一条。${near ? `最接近的是“${near}”。` : ""}`,
      `请核对编号；它就是那一条的文件位置，去掉 .md，写法如 ${among[0]?.id ?? "items/2025/0003"}。`,
    );
  }

  /** What is published does not lead to what is not: until its review the page is silent of it. Says so; true where the target waits. */
  function leadsToWaiting(r: Entry, key: string, label: string, id: string): boolean {
    if (!waiting.has(id)) return false;
    if (!waiting.has(r.id)) {
      faults.warn(
        ...at(r, key),
        "record-unreviewed",
        `${label}（${shownFile(id)}）没有写发布审查（review），不公开；这一条照常公开，先不引到它。`,
        "那一条审查以后自动引上；要一起公开的，请先给那一条加上 review，下面写 by 和 date。",
        `依据：${cite.review}`,
      );
    }
    return true;
  }

  function shownFile(id: string): string {
    return `${content.folder.replaceAll("\\", "/")}/${id}.md`;
  }

  function checkItem(item: Item): void {
    checkPublished(item);
    // What a village publishes is not in the figures of this office, nor under its terms.
    const ofVillage = content.site !== undefined && isOfVillage(item, content.site);
    if (item.formed === undefined && !ofVillage) {
      faults.warn(
        ...at(item, "title"),
        "formed-missing",
        "没有写成文日期（formed），算不出是否按时公开，公开目录也缺生成日期。",
        "请加上一行，写法如 formed: 2025-03-10。",
        `依据：${cite.guide}`,
      );
    }
    if (item.channels === undefined && !ofVillage) {
      faults.warn(
        ...at(item, "title"),
        "channels-missing",
        "没有写公开渠道（channels），分渠道的统计里没有这一条。",
        "请写上实际用过的渠道。",
      );
    }
    if (item.topic !== undefined) checkTopic(item, item.topic);
    checkMatter(item);
    if (item.notice) checkNotice(item, item.notice);
    if (item.docNumber && /[[\]()（）【】［］]/.test(item.docNumber) && /(?:19|20)\d\d/.test(item.docNumber)) {
      faults.warn(
        ...at(item, "docNumber"),
        "doc-number-brackets",
        `文号写的是“${item.docNumber}”，年份要用六角括号。`,
        `请改成“${item.docNumber.replace(/[[(（【［]\s*((?:19|20)\d\d)\s*[\])）】］]/, "〔$1〕")}”。`,
        `依据：${cite.docNumber}`,
      );
    }
    const { supersedes } = item;
    if (supersedes !== undefined && !leadsToWaiting(item, "supersedes", "代替的那一条", supersedes) && !content.unread.has(supersedes)) {
      const target = known.get(supersedes) as Item | undefined;
      if (!target) unknownRecord(item, "supersedes", "代替", supersedes, records.items);
      else notBefore(item, "date", "公开日期", item.date, target.date, "被代替的那一条的公开日期", target);
    }
    checkResult(item);
    if (item.status === "repealed" && item.repealed === undefined) {
      faults.error(
        ...at(item, "status"),
        "repealed-missing",
        "效力状态是已废止，却没有写废止日期（repealed）。",
        `请加上一行，写法如 repealed: ${item.date}。`,
      );
    }
    if (item.repealed !== undefined && item.status !== "repealed") {
      faults.error(
        ...at(item, "repealed"),
        "repealed-status",
        "写了废止日期，效力状态却不是已废止。",
        "请加上一行 status: repealed，或者删去废止日期。",
      );
    }
    const [made, what] = [madeOn(item), item.formed ? "成文日期" : "公开日期"];
    notBefore(item, "repealed", "废止日期", item.repealed, made, what, item);
    notBefore(item, "validTo", "有效期至", item.validTo, made, what, item);
    checkExpired(item);
  }

  /** 已失效: from which day on. */
  function checkExpired(item: Item): void {
    if (item.status !== "expired") return;
    if (item.validTo === undefined) {
      faults.warn(
        ...at(item, "status"),
        "expired-without-day",
        "效力状态是已失效，却没有写有效期至（validTo），不知道是哪一天失效的；在统计里，它哪一年都不算现行有效。",
        `请加上一行，写最后有效的那一天，写法如 validTo: ${lastDay(item.year)}。`,
      );
    } else if (item.validTo >= today) {
      faults.error(
        ...at(item, "status"),
        "expired-too-early",
        `效力状态是已失效，有效期却到 ${item.validTo}，还没有过。`,
        "请删去 status 这一行，过了有效期自动算失效；提前停止执行的是废止，写 status: repealed 和废止日期（repealed）。",
      );
    }
  }

  /** What items, interpretations and responses have in common. */
  function checkPublished(r: Item | Interpretation | Response): void {
    const formed = "formed" in r ? r.formed : undefined;
    if (formed !== undefined) {
      notAfter(r, "formed", "成文日期", formed, r.date, "公开日期");
      if (formed <= r.date) {
        try {
          timelinessOf(r, { catalogue: content.site?.catalogue, villages: content.site?.villages ?? [], workCalendar });
        } catch (error) {
          if (!(error instanceof UnknownYear)) throw error;
          unknownYear(r, "date", error.year);
        }
      }
    }
    if (r.body.trim() === "") {
      faults.warn(r.file, r.bodyLine, "body-empty", "正文是空的。", "请写上正文；只有附件时，也写一句附件是什么。");
    }
    if (r.review) {
      notAfter(r, "review", "审查日期", r.review.date, r.date, "公开日期");
    } else {
      faults.warn(
        ...at(r, "title"),
        "review-missing",
        `没有写发布审查（review）：谁审的、哪天审的。${content.site?.reviewRequired === false ? "" : "这一条不公开，也不计数。"}`,
        "请审查后加上 review，下面写 by 和 date，写法如 by: 党政办公室审核岗。",
        `依据：${cite.review}`,
      );
    }
    for (const c of r.corrections ?? []) {
      notBefore(r, "corrections", "更正日期", c.date, r.date, "公开日期", r);
      notAfter(r, "corrections", "更正日期", c.date, today, "today");
    }
    if (r.withdrawn) {
      notBefore(r, "withdrawn", "撤回日期", r.withdrawn.date, r.date, "公开日期", r);
      notAfter(r, "withdrawn", "撤回日期", r.withdrawn.date, today, "today");
    }
    for (const a of r.attachments ?? []) {
      if (content.attachments.has(`${r.id}/${a.file}`) || content.unread.has(`${r.id}/${a.file}`)) continue;
      const here = [...content.attachments.keys()].filter((k) => k.startsWith(`${r.id}/`)).map((k) => k.slice(r.id.length + 1));
      faults.error(
        ...at(r, "attachments"),
        "attachment-missing",
        `附件“${a.file}”不在文件夹里。${here.length > 0 ? `那里有：${here.join("、")}。` : ""}`,
        `请把文件放到 ${r.file.replace(/\.md$/, "")}/ 里，或者改正文件名。`,
      );
    }
    checkLinks(r);
  }

  function unknownYear(r: Entry, key: string, year: number): void {
    faults.error(
      ...at(r, key),
      "holidays-unknown",
      `要数工作日，可是还没有录入 ${year} 年的放假安排。`,
      `请照国务院办公厅的通知写进 site.yaml：${holidaysForm(year)}`,
    );
  }

  function checkTopic(item: Item, code: string): void {
    const topic = topicOf(code);
    const inForce = topicsOn(item.date);
    if (topic && inForce.includes(topic)) return;
    faults.error(
      ...at(item, "topic"),
      "topic-unknown",
      topic
        ? `重点公开内容“${code}”（${topic.label}）是${topic.edition}年条例的，这一条在 ${item.date} 公开，适用${regulationOn(item.date)}年条例。`
        : `没有“${code}”这一项重点公开内容。`,
      `可以写的有：${inForce.map((t) => `${t.code} ${t.label}`).join("；")}。`,
    );
  }

  /** A matter that the catalogue keeps off the website has no page here: named by `matter`, or by title and keywords. */
  function checkMatter(item: Item): void {
    const catalogue = content.site?.catalogue ?? [];
    const named = item.matter === undefined ? undefined : catalogue.find((m) => m.matter === item.matter);
    if (item.matter !== undefined && !named) {
      const near = nearest(
        item.matter,
        catalogue.map((m) => m.matter),
      );
      faults.error(
        ...at(item, "matter"),
        "matter-unknown",
        `公开事项（matter）写的是“${item.matter}”，site.yaml 的公开事项目录里没有。${near ? `您是不是想写“${near}”？` : ""}`,
        `请写目录里的名称${catalogue.length > 0 ? `：${catalogue.map((m) => m.matter).join("、")}` : ""}，或者删去这一行。`,
      );
      return;
    }
    if (item.withdrawn) return;
    const kept = (named ? [named] : catalogue).filter((m) => !allowsWebsite(m.channels));
    const matter = kept.find((m) => m === named || [item.title, ...(item.keywords ?? [])].some((t) => namesMatter(t, m.matter)));
    if (!matter) return;
    faults.error(
      ...at(item, named ? "matter" : kept.some((m) => namesMatter(item.title, m.matter)) ? "title" : "keywords"),
      "matter-not-for-website",
      `这一条${named ? "的公开事项" : "像"}是“${matter.matter}”，目录规定的渠道是“${matter.channels}”，不上网站。`,
      `请不要放在这里，只在规定的渠道公示；其实是别的事项的，写明是哪一项，写法如 matter: ${catalogue.find((m) => allowsWebsite(m.channels))?.matter ?? "机构职能"}。`,
      "依据：国办发〔2019〕54号（公开渠道按事项规定）",
    );
  }

  function checkNotice(item: Item, notice: NonNullable<Item["notice"]>): void {
    if (notice.from > notice.to) {
      faults.error(...at(item, "notice"), "notice-order", `公示开始（${notice.from}）晚于公示结束（${notice.to}）。`, "请核对这两个日期。");
      return;
    }
    if (notice.days !== undefined && notice.workdays !== undefined) {
      faults.error(...at(item, "notice"), "notice-days", "公示天数（days）和公示工作日数（workdays）只能写一个。", "请删去一个。");
      return;
    }
    const days = calendarDays(notice.from, notice.to);
    if (notice.days !== undefined && notice.days !== days) {
      faults.error(
        ...at(item, "notice"),
        "notice-days",
        `公示从 ${notice.from} 到 ${notice.to}，首尾都算是 ${days} 天，写的是 ${notice.days} 天。`,
        `请改日期，或者改成 days: ${days}。`,
      );
    }
    if (notice.workdays === undefined) return;
    try {
      const workdays = workdaysBetween(notice.from, notice.to, workCalendar);
      if (notice.workdays !== workdays) {
        faults.error(
          ...at(item, "notice"),
          "notice-days",
          `公示从 ${notice.from} 到 ${notice.to}，首尾都算是 ${workdays} 个工作日，写的是 ${notice.workdays} 个。`,
          `请改日期，或者改成 workdays: ${workdays}。`,
        );
      }
    } catch (error) {
      if (!(error instanceof UnknownYear)) throw error;
      unknownYear(item, "notice", error.year);
    }
  }

  /** 公示 and its result: who says that it is done, or which one a result belongs to, says it of a 公示. */
  function checkResult(item: Item): void {
    if (item.noticeDone !== undefined) {
      if (!item.notice) {
        faults.error(
          ...at(item, "noticeDone"),
          "notice-missing",
          "写了公示办结（noticeDone），却没有写公示期（notice）。",
          "请加上 notice，下面写 from 和 to；不是公示的，删去 noticeDone。",
        );
      } else {
        notBefore(item, "noticeDone", "公示办结", item.noticeDone, item.notice.to, "公示结束", item);
        notAfter(item, "noticeDone", "公示办结", item.noticeDone, today, "today");
      }
    }
    const { resultOf } = item;
    if (resultOf === undefined || leadsToWaiting(item, "resultOf", "原公示", resultOf) || content.unread.has(resultOf)) return;
    const target = known.get(resultOf) as Item | undefined;
    if (!target) unknownRecord(item, "resultOf", "公示的结果", resultOf, records.items);
    else if (!target.notice) {
      faults.error(
        ...at(item, "resultOf"),
        "result-of-no-notice",
        `公示的结果（resultOf）写的是“${resultOf}”，那一条没有公示期（notice）。`,
        `请核对编号；${target.file} 确实是公示的，给它加上 notice。`,
      );
    } else notBefore(item, "resultOf", "结果的公开日期", item.date, target.notice.from, "公示开始", target);
  }

  function checkRequest(r: Request): void {
    if ((r.outcome === undefined) !== (r.answered === undefined)) {
      faults.error(
        ...at(r, r.outcome === undefined ? "answered" : "outcome"),
        "request-ending",
        r.outcome === undefined ? "写了答复日期，却没有写办理结果（outcome）。" : "写了办理结果，却没有写答复日期（answered）。",
        "办结的两个都写，没有办结的两个都不写。",
      );
    }
    if (r.fee !== undefined && regulationOn(r.received) === "2019" && !possibleFee(r.fee)) {
      faults.error(
        ...at(r, "fee"),
        "fee-amount",
        `收费写的是 ${r.fee} 元，信息处理费按件、按页都是整十元。`,
        "请核对；没有收费的写 0。2019年5月15日以后收到的申请，除信息处理费外不收费。",
        "依据：《政府信息公开条例》第四十二条、国办函〔2020〕109号",
      );
    }
    const old = outcomes2014.find((o) => o.code === r.outcome);
    if (old && r.answered !== undefined && yearOf(r.answered) >= 2019) {
      faults.error(
        ...at(r, "outcome"),
        "outcome-of-2014",
        `办理结果“${old.label}”（${old.code}）只用于 2018 年及以前答复的申请，这一件在 ${r.answered} 答复。`,
        "请改成现行统计表里的一行，例如 open（予以公开）、unable1（本机关不掌握相关政府信息）。",
        "依据：国办公开办函〔2019〕60号",
      );
    }
    notBefore(r, "answered", "答复日期", r.answered, r.received, "收到日期", r);
    notAfter(r, "answered", "答复日期", r.answered, today, "today");
    try {
      if (r.answered !== undefined && r.answered >= r.received) deadlineOf(r, workCalendar);
    } catch (error) {
      if (!(error instanceof UnknownYear)) throw error;
      unknownYear(r, "received", error.year);
    }
    for (const p of r.paused ?? []) {
      notBefore(r, "paused", "暂停开始", p.from, r.received, "收到日期", r);
      notBefore(r, "paused", "暂停结束", p.to, p.from, "暂停开始", r);
      if (r.answered !== undefined) notAfter(r, "paused", "暂停结束", p.to ?? p.from, r.answered, "答复日期");
    }
  }

  function checkDispute(d: Dispute): void {
    if ((d.result === undefined) !== (d.closed === undefined)) {
      faults.error(
        ...at(d, d.result === undefined ? "closed" : "result"),
        "dispute-ending",
        d.result === undefined ? "写了审结日期，却没有写结果（result）。" : "写了结果，却没有写审结日期（closed）。",
        "审结的两个都写，没有审结的两个都不写。",
      );
    }
    notBefore(d, "closed", "审结日期", d.closed, d.filed, "受理日期", d);
    notAfter(d, "closed", "审结日期", d.closed, today, "today");
    if (d.afterReconsideration && d.type !== "litigation") {
      faults.error(
        ...at(d, "afterReconsideration"),
        "dispute-type",
        "只有行政诉讼才写“复议后起诉”。",
        "请删去 afterReconsideration 这一行。",
      );
    }
    if (d.request !== undefined && !known.has(d.request) && !content.unread.has(d.request))
      unknownRecord(d, "request", "涉及的申请", d.request, records.requests);
  }

  function checkReport(r: ReportWords): void {
    if (String(r.year) !== r.id) {
      faults.error(...at(r, "year"), "report-year", `报告年度是 ${r.year}，文件名是 ${r.id}.md。`, "两个要相同，请改一个。");
    }
    const form = reportFormOf(r.year);
    if (!form) {
      faults.error(...at(r, "year"), "report-form", `${r.year} 年还没有政府信息公开年度报告。`, "年度报告从 2008 年开始。");
    } else if (r.form !== undefined && String(r.form) !== form.edition) {
      faults.error(
        ...at(r, "form"),
        "report-form",
        `${r.year} 年的报告要用 ${form.edition} 年的格式（${form.source}），写的是 ${r.form}。`,
        "请删去 form 这一行，格式按年度自动选定。",
      );
    }
    if (r.date !== undefined) {
      notAfter(r as unknown as Entry, "date", "公布日期", r.date, today, "today");
      if (yearOf(r.date) <= r.year) {
        faults.error(
          ...at(r, "date"),
          "report-date",
          `${r.year} 年的报告不会在 ${r.date} 公布：那时这一年还没有过完。`,
          "请改成实际公布的那一天。",
        );
      }
    }
    for (const c of r.corrections ?? []) {
      notBefore(r as unknown as Entry, "corrections", "更正日期", c.date, r.date ?? c.date, "公布日期", r);
      notAfter(r as unknown as Entry, "corrections", "更正日期", c.date, today, "today");
    }
  }

  function checkSite(site: NonNullable<Content["site"]>): void {
    checkRedirects(site);
    checkConcerns(site);
    checkRegisterStart(site);
    if (site.demo) return;
    for (const [key, value] of Object.entries(site)) {
      if (typeof value !== "string" || !/\.example$|0000000/.test(value)) continue;
      const field = (siteFields as Record<string, { label: string }>)[key];
      if (field)
        faults.warn(site.file, site.lines[key] ?? 0, "site-sample", `${field.label}（${key}）还是示例里的“${value}”。`, "请改成本机关的。");
    }
  }

  /** What is older than the register is published, and not counted: the years before it are declared. */
  function checkRegisterStart(site: NonNullable<Content["site"]>): void {
    const { registerFrom } = site;
    if (registerFrom === undefined) return;
    // Requests and disputes that were open on that day, and documents still in force, belong to it.
    const before = (Object.entries(records) as [keyof typeof kinds, readonly Entry[]][]).flatMap(([name, list]) =>
      list.flatMap((r) => {
        const days = r as unknown as Record<string, Day | undefined>;
        const day = days[kinds[name].dated] as Day;
        const ended = name === "requests" ? days.answered : name === "disputes" ? days.closed : day;
        return day < registerFrom && ended !== undefined && ended < registerFrom ? [{ r, day }] : [];
      }),
    );
    const [first] = before.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    if (!first) return;
    faults.warn(
      site.file,
      site.lines.registerFrom ?? 0,
      "before-register",
      `登记册从 ${registerFrom} 开始，有 ${before.length} 条记录比它早，最早的是 ${first.day}（${first.r.file}）；它们有网页，不计入统计，以前的数字由年度报告申报。`,
      `这样就不用改；要从登记册数的，把那些年的记录补全，再改成 registerFrom: ${firstDay(yearOf(first.day))}。`,
    );
  }

  /** A page that has moved leads to one that is there. */
  /** A page each: no two concerns at one address. */
  function checkConcerns(site: NonNullable<Content["site"]>): void {
    const taken = new Map(concerns.map((c) => [c.code, c.label]));
    for (const { code, label } of site.concerns ?? []) {
      // More words for one that is there.
      if (concerns.some((c) => c.label === label)) continue;
      const other = taken.get(code);
      // The list of all, and further pages of a long one.
      if (code === "index" || /-p\d+$/.test(code))
        faults.error(
          site.file,
          site.lines.concerns ?? 0,
          "concern-twice",
          `群众关心的事“${label}”的地址（code）写的是“${code}”，网站自己要用。`,
          `请改成别的，例如“${label}”的拼音。`,
        );
      else if (other !== undefined)
        faults.error(
          site.file,
          site.lines.concerns ?? 0,
          "concern-twice",
          `群众关心的事“${label}”的地址（code）写的是“${code}”，“${other}”已经用了。`,
          `请改成别的，例如“${label}”的拼音；只想给“${other}”加词的，名称也写成“${other}”。`,
        );
      taken.set(code, label);
    }
  }

  function checkRedirects(site: NonNullable<Content["site"]>): void {
    const there = (id: string): boolean =>
      known.has(id) ||
      content.unread.has(id) ||
      content.pages.some((p) => `pages/${p.id}` === id) ||
      content.reports.some((p) => `reports/${p.id}` === id);
    const seen = new Set<string>();
    for (const { from, to } of site.redirects ?? []) {
      const place: [string, number] = [site.file, site.lines.redirects ?? 0];
      if (there(from) || seen.has(from)) {
        faults.error(
          ...place,
          "redirect-from",
          seen.has(from) ? `移走的网页里“${from}”写了两次。` : `移走的网页里写了“${from}”，可是它还在原来的地方。`,
          "请只留一个：移走了，就删去原来的文件；没有移走，就删去这一条。",
        );
      } else if (!there(to)) {
        faults.error(
          ...place,
          "redirect-to",
          `“${from}”写着移到了“${to}”，那里没有这一条。`,
          "请改成现在的文件位置，去掉 .md；移过几次的，都写最后的位置。",
        );
      }
      seen.add(from);
    }
  }

  /** 文号 are given once. */
  function checkDocNumbers(items: readonly Item[]): void {
    const seen = new Map<string, Item>();
    for (const item of items) {
      if (item.docNumber === undefined) continue;
      const other = seen.get(item.docNumber);
      if (other && !item.withdrawn && !other.withdrawn) {
        faults.warn(
          ...at(item, "docNumber"),
          "doc-number-doubled",
          `文号“${item.docNumber}”已经用在 ${other.file}。`,
          "请核对，每个文号只用一次。",
        );
      }
      seen.set(item.docNumber, item);
    }
  }

  /** Files beside records that nothing names. */
  function checkAttachments(): void {
    const named = new Set<string>();
    for (const list of [records.items, records.interpretations, records.responses]) {
      for (const r of list) {
        for (const a of r.attachments ?? []) named.add(`${r.id}/${a.file}`);
        for (const l of linksOf(r.body)) named.add(resolveLink(r.id, l.url));
      }
    }
    for (const p of content.pages) for (const l of linksOf(p.body)) named.add(resolveLink(`pages/${p.id}`, l.url));
    for (const p of content.reports) for (const l of linksOf(p.body)) named.add(resolveLink(`reports/${p.id}`, l.url));
    for (const a of content.attachments.values()) {
      if (!named.has(a.path) && !content.unread.has(a.path.slice(0, a.path.lastIndexOf("/")))) {
        faults.warn(
          a.file,
          0,
          "attachment-unused",
          "没有哪条记录用到这个附件，它不会公开。",
          "请在记录的 attachments 里写上它，或者删去文件。",
        );
      }
    }
  }

  /** Links in a body: safe, and leading to something that will be there. */
  function checkLinks(r: { id: string; file: string; body: string; bodyLine: number }): void {
    for (const { url, line } of refusedLinksOf(r.body)) {
      faults.error(
        r.file,
        r.bodyLine + line - 1,
        "link-unsafe",
        `链接“${url.slice(0, 60)}”不能公开。`,
        "链接只能是 http、https、mailto、tel 开头的完整网址，或者本站里的文件。",
      );
    }
    const address = r.id.includes("/") ? r.id : `${r.file.includes("/reports/") ? "reports" : "pages"}/${r.id}`;
    for (const { url, line, image } of linksOf(r.body)) {
      if (url.startsWith("#") || /^[a-z]+:/i.test(url)) {
        if (image && isExternal(url)) {
          faults.error(
            r.file,
            r.bodyLine + line - 1,
            "image-external",
            "正文里的图片在别的网站上。",
            "请把图片存到本条的附件文件夹里，再引用它。",
          );
        }
        continue;
      }
      const target = resolveLink(address, url);
      const record = target.replace(/\.(?:md|html)$/, "");
      const standing = content.pages.some((p) => `pages/${p.id}` === record) || content.reports.some((p) => `reports/${p.id}` === record);
      const there = waiting.has(record) ? record : target.slice(0, target.lastIndexOf("/"));
      if (waiting.has(there) && there !== address) {
        if (waiting.has(address)) continue;
        const page = there.startsWith("pages/");
        faults.warn(
          r.file,
          r.bodyLine + line - 1,
          "record-unreviewed",
          `链接指的${page ? "那一页" : "那一条"}（${shownFile(there)}）${page ? "还是草稿（draft）" : "没有写发布审查（review）"}，不公开；这里先只留文字，不带链接${image ? "和图片" : ""}。`,
          `${page ? "那一页确认" : "那一条审查"}以后自动带上链接；不该引的，请删去链接。`,
          `依据：${cite.review}`,
        );
        continue;
      }
      if (known.has(record) || content.unread.has(record) || standing || content.attachments.has(target) || content.unread.has(target))
        continue;
      faults.error(
        r.file,
        r.bodyLine + line - 1,
        "link-broken",
        `链接“${decodedName(url) ?? url}”指的文件不存在。`,
        "请核对：本条的附件写“流水号/文件名”，别的记录写它的文件位置，例如 ../2025/0003.md。",
      );
    }
  }
}
