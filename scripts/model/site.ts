/** `content/site.yaml`: who publishes, and the words that the office chose. */
import { accentFault } from "../accent.ts";
import type { RawMap } from "../frontmatter.ts";
import type { Faults } from "../problem.ts";
import { isNone, MAY_LACK } from "../register/lacking.ts";
import { columnClasses } from "../rules/inspection.ts";
import { licences } from "../rules/licences.ts";
import { announced, type WorkCalendar, workCalendar } from "../rules/workdays.ts";
import { choice, count, day, type Fields, flag, group, list, readFields, required, text, type Values } from "./field.ts";
import { holidays, withHolidays } from "./holidays.ts";

const code = required(
  text({
    label: "代码",
    hint: "网址里用的代码，定下后不要改。",
    example: "announcements",
    // A name of a device could not be a file on Windows.
    pattern: /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,40}$/,
    form: "只用小写英文字母、数字和减号（con、aux 这些是 Windows 留给设备的，不能用），",
  }),
);
const label = required(text({ label: "名称", hint: "给群众看的名称。", example: "公告公示", max: 20 }));
const words = (name: string, hint: string) => required(list(group({ label: name, hint, fields: { code, label } }), { max: 200 }));

/** How often a column must have something new (`rules/inspection.ts`). */
const updates = choice({
  label: "更新要求",
  hint: "检查时按哪一类栏目算；不写就看名称（有“公告、公示、通知、文件、政策”的六个月，有“动态、要闻、新闻”的两周，别的不算）。",
  example: "documents",
  options: columnClasses,
});

const line = (name: string, hint: string, example: string, max = 100) => text({ label: name, hint, example, max });

/** A service that the State keeps for government websites; its address is given to each site. */
const mark = (label: string, example: string) =>
  text({
    label,
    hint: `“${label}”给本网站的网址，整段抄；写了，每页下面就有这个链接。`,
    example,
    max: 300,
    pattern: /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s<>"]*$/,
    form: "以 http:// 或 https:// 开头，",
  });

const address = (label: string, hint: string, example: string) =>
  text({
    label,
    hint,
    example,
    pattern: /^(?:(?:items|interpretations|responses)\/20\d\d|pages|reports)\/[a-z0-9-]{1,80}$/,
    form: "写文件的位置，不写 .md，",
  });

export const siteFields = {
  name: required(line("机关名称", "发布机关的全称。", "海原县西安镇人民政府", 40)),
  shortName: required(line("简称", "页面标题里用的短名。", "西安镇", 12)),
  county: required(line("所属县（区）", "上一级政府。", "海原县", 20)),
  region: required(line("行政区划", "省、市、县、镇。", "宁夏回族自治区中卫市海原县西安镇", 60)),
  office: required(line("公开工作机构", "负责政府信息公开工作的机构。", "西安镇党政办公室", 40)),
  address: required(line("办公地址", "群众能找到的地址。", "海原县西安镇西安街道")),
  postcode: required(text({ label: "邮政编码", hint: "六位数字。", example: "755200", pattern: /^\d{6}$/, form: "六位数字，" })),
  phone: required(line("联系电话", "办公电话，不写个人手机。", "0955-4719171", 40)),
  fax: line("传真号码", "没有就不写，或者写“无”；网页上就没有这一行。", "0955-4719171", 40),
  email: line("电子邮件", "接收申请的办公邮箱；没有就不写，或者写“无”，网页上就没有这一行。", "xxgk@example.gov.cn", 60),
  hours: required(line("办公时间", "群众能来办事的时间。", "周一至周五 8:30—12:00，14:30—18:00", 80)),
  wechat: line("微信公众号", "没有就不写。", "和谐西安", 40),
  hostSite: required(line("发布网站", "放这个站点的上级政府网站名称。", "海原县人民政府网", 40)),
  hostUrl: text({
    label: "发布网站网址",
    hint: "上级政府网站的网址。",
    example: "http://www.hy.gov.cn/",
    pattern: /^https?:\/\/[a-z0-9.-]+(?::\d+)?\/$/,
    form: "以 http:// 或 https:// 开头、以 / 结尾，",
  }),
  organCode: required(
    text({
      label: "机构代码",
      hint: "索引号里用的代码，一般是统一社会信用代码。",
      example: "11640522000000000X",
      pattern: /^[0-9A-Za-z]{4,24}$/,
      form: "只用数字和英文字母，",
    }),
  ),
  indexNumber: text({
    label: "索引号写法",
    hint: "{organ} 机构代码，{year} 年，{serial} 流水号（五位）。",
    example: "{organ}/{year}-{serial}",
    pattern: /^(?=.*\{organ\})(?=.*\{year\})(?=.*\{serial\})[^<>"]*$/,
    form: "要有 {organ}、{year} 和 {serial}，",
  }),
  siteIDCode: required(text({ label: "网站标识码", hint: "十位数字。", example: "6405220000", pattern: /^\d{10}$/, form: "十位数字，" })),
  siteName: required(line("网站名称", "政府网站的名称（SiteName）。", "海原县人民政府", 40)),
  siteDomain: required(
    text({
      label: "网站域名",
      hint: "政府网站的域名（SiteDomain）。",
      example: "www.hy.gov.cn",
      pattern: /^[a-z0-9.-]+(?::\d+)?$/,
      form: "只写域名，不写 http://，",
    }),
  ),
  basePath: text({
    label: "所在目录",
    hint: "这个站点放在网站的哪个目录下。",
    example: "/xianzhen/",
    pattern: /^\/(?:[a-z0-9._-]+\/)*$/i,
    form: "以 / 开头、以 / 结尾，",
  }),
  reportDue: text({
    label: "年报期限",
    hint: "县里要求的年度报告公布期限，月和日；不写就是 01-31。",
    example: "01-31",
    pattern: /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
    form: "两位月、两位日，",
  }),
  registerFrom: day({
    label: "登记册开始的日子",
    hint: "从这一天起，公开的信息、收到的申请等都登记在这里，数字从登记册数；以前的由年度报告申报。不写就是有第一条记录的那一年的1月1日。",
    example: "2026-12-01",
  }),
  findErrorUrl: mark("我为政府网站找错", "http://121.43.68.40/exposure/jiucuo.html?site_code=6405220000"),
  govMarkUrl: mark("党政机关网站标识", "https://bszs.conac.cn/sitename?method=show&id=0000000000000000"),
  holidays,
  icp: line("ICP备案号", "没有就不写。", "宁ICP备00000000号", 40),
  police: line("公安备案号", "没有就不写。", "宁公网安备 00000000000000号", 40),
  categories: required(list(group({ label: "公开类目", hint: "每条信息属于一类。", fields: { code, label, updates } }), { max: 200 })),
  channels: words("公开渠道", "信息公开用的渠道。"),
  villages: words("村（社区）", "辖区内的村和社区。"),
  names: list(
    group({
      label: "别的叫法",
      hint: "年度报告的文字里常用、和上面的名称不同的叫法；核对文字里的数字时用。",
      fields: {
        name: required(line("名称", "类目、渠道、村或者统计数字的名称。", "微信公众平台", 40)),
        also: required(line("叫法", "几个的用顿号隔开。", "西安发布、镇微信号", 100)),
      },
    }),
    { max: 200 },
  ),
  neighbours: list(
    text({
      label: "同县的乡镇",
      hint: "同县的别的乡、镇、街道，一行一个；写了，稿子里留着别的乡镇的名称时提醒更准。",
      example: "树坪乡",
      max: 20,
    }),
    { max: 100 },
  ),
  catalogue: list(
    group({
      label: "公开事项目录",
      hint: "本机关的公开事项：公开什么、依据、时限、渠道。",
      fields: {
        matter: required(line("公开事项", "事项名称。", "最低生活保障", 40)),
        content: required(line("公开内容", "要公开的内容。", "政策法规、办事指南、审批信息", 120)),
        basis: line("公开依据", "法律法规和文件。", "《社会救助法》第四十五条", 120),
        workdays: count({ label: "公开时限", hint: "形成之日起几个工作日内。", example: "20", unit: "个工作日" }),
        term: line("公开时限（另有规定的）", "法律另定时限、不按工作日从成文算的，照规定写。", "批准之日起20日内", 60),
        channels: required(line("公开渠道", "规定的渠道和载体。", "政府网站、村公示栏", 80)),
        audience: line("公开对象", "全社会或特定群体。", "全社会", 40),
      },
    }),
    { max: 200 },
  ),
  reviewRequired: flag({
    label: "先审后公开",
    hint: "写 false 时，没有写发布审查（review）的也公开，只提醒；不写就是没有审查的不公开。",
    example: "true",
  }),
  redirects: list(
    group({
      label: "移走的网页",
      hint: "公开过的网页换了地方，旧网址自动转到新的；写了就不要删。",
      fields: {
        from: required(address("原来的位置", "原来的文件位置，去掉 .md。", "items/2025/0003")),
        to: required(address("现在的位置", "现在的文件位置，去掉 .md。", "items/2026/0001")),
      },
    }),
    { max: 1000 },
  ),
  concerns: list(
    group({
      label: "群众关心的事",
      hint: "首页上先列的事，程序里有二十来件。要加一件，或者给哪一件加几个词，写在这里；名称和已有的一样，就是加词。",
      fields: {
        code: required(
          text({
            label: "地址",
            hint: "小写字母，例如拼音。",
            example: "nongjiayan",
            pattern: /^[a-z][a-z0-9-]{0,39}$/,
            form: "小写字母开头，只有小写字母、数字和减号，",
          }),
        ),
        label: required(line("名称", "群众怎么叫。", "农家乐", 12)),
        note: line("说明", "里面有什么。", "开办、检查、补助", 40),
        terms: required(line("词", "标题、关键词里有这些词的，都算这件事，用顿号隔开。", "农家乐、民宿", 200)),
      },
    }),
    { max: 40 },
  ),
  plainWords: list(
    group({
      label: "群众的说法",
      hint: "本地人怎么说、文件里怎么写，一行一组；查找时两样都找。常见的说法程序里已经有了。",
      fields: {
        says: required(line("群众怎么说", "几个说法用顿号隔开。", "山药蛋、洋芋蛋", 100)),
        means: required(line("文件里怎么写", "几个写法用顿号隔开，最常用的在前。", "马铃薯", 100)),
      },
    }),
    { max: 300 },
  ),
  accent: text({
    label: "主题色",
    hint: "页头、按钮和链接的颜色，要深到上面的白字看得清；夜间的颜色自动算出来。不写就是深蓝。",
    example: "#1a4f8b",
    pattern: /^#[0-9a-fA-F]{6}$/,
    form: "井号加六位数字或字母（a—f），两边要有引号，",
  }),
  license: choice({
    label: "数据许可",
    hint: "别人可以怎样用本站的数据；由机关决定，没有决定就不写，开放数据页上照实说。",
    example: "CC-BY-4.0",
    options: licences,
  }),
  offline: flag({
    label: "保存到手机",
    hint: "写 false 就不再提供；已经存了的手机，下次连网打开时自动删去。不写就是提供。",
    example: "true",
  }),
  demo: flag({ label: "演示站点", hint: "写 true 时每页都标明内容是虚构的。", example: "false" }),
} satisfies Fields;

export type Site = Values<typeof siteFields> & {
  readonly file: string;
  readonly lines: Readonly<Record<string, number>>;
  /** 工作日: the program's years and those of `holidays`. */
  readonly workCalendar: WorkCalendar;
};

/** `site.yaml` as a typed record; undefined with the faults said. */
export function readSite(file: string, header: RawMap, faults: Faults): Site | undefined {
  const nothing = { categories: [], channels: [], villages: [] };
  const { values, lines } = readFields(header, siteFields, { file, faults, vocabulary: nothing });
  if (!values) return undefined;
  for (const key of MAY_LACK) if (typeof values[key] === "string" && isNone(values[key])) delete values[key];
  for (const key of ["categories", "channels", "villages"] as const) {
    const seen = new Set<string>();
    for (const w of values[key] as { code: string; label: string }[]) {
      for (const name of new Set([w.code, w.label])) {
        if (seen.has(name)) {
          faults.error(file, lines[key] ?? 0, "word-doubled", `${siteFields[key].label}里“${name}”出现了两次。`, "请只留一个。");
        }
        seen.add(name);
      }
    }
  }
  const { accent } = values as Values<typeof siteFields>;
  const dim = accent === undefined ? undefined : accentFault(accent);
  if (header.entries.has("accent") && accent === undefined) {
    // For YAML what follows a bare number sign is a remark.
    faults.warn(
      file,
      lines.accent ?? header.entries.get("accent")?.line ?? 0,
      "accent-unquoted",
      "主题色（accent）后面没有读到颜色，用的是原来的深蓝。",
      '颜色两边要有引号，写法如 accent: "#1a4f8b"。',
    );
  }
  if (dim) faults.error(file, lines.accent ?? 0, "accent-contrast", ...dim);
  const own = (values as Values<typeof siteFields>).holidays;
  const calendar = own ? workCalendar(withHolidays(own, lines.holidays ?? 0, { file, faults })) : announced;
  return { ...(values as Values<typeof siteFields>), file, lines, workCalendar: calendar };
}

/** 索引号 of an item: follows from organ code, year and serial; never typed. */
export function indexNumber(site: Site, year: number, serial: string): string {
  return (site.indexNumber ?? "{organ}/{year}-{serial}")
    .replaceAll("{organ}", site.organCode)
    .replaceAll("{year}", String(year))
    .replaceAll("{serial}", serial.padStart(5, "0"));
}

/** Where the site is served, for the few addresses that must be absolute (feeds, sitemap). Ends with `/`. */
export function siteUrl(site: Site, basePath: string): string {
  const scheme = site.hostUrl?.startsWith("https:") ? "https" : "http";
  return `${scheme}://${site.siteDomain}${basePath}`;
}
