/** Fields that several kinds of record have. */

import { validity } from "../rules/disputes.ts";
import { choice, day, group, list, reference, required, text, word } from "./field.ts";

export const title = required(
  text({ label: "标题", hint: "和公开的文件一样的全称，不带书名号。", example: "关于2025年春季造林地块的公示", max: 120 }),
);

export const published = required(
  day({
    label: "公开日期",
    hint: "第一次公开的那一天，不能改早，也不能晚于今天。",
    example: "2025-03-14",
    first: {
      day: "2008-01-01",
      advice:
        "政府信息公开从 2008 年开始。这里写公开的那一天；文件形成得更早的，那一天写在成文日期（formed）里，写法如 formed: 1998-06-01。",
    },
  }),
);

export const formed = day({
  label: "成文日期",
  hint: "文件形成（签发）的那一天；从这天起 20 个工作日内要公开。",
  example: "2025-03-10",
});

export const channels = list(
  word({ label: "公开渠道", hint: "实际用过的渠道，一行一个；用几个渠道都只算一条。", example: "政府网站", of: "channels" }),
);

export const issuer = text({
  label: "发布机构",
  hint: "和本机关名称不同时才写；村民委员会等村里的组织发布的，写它的名称，算村务公开，不算本机关主动公开的条数。",
  example: "西安镇农业服务中心",
  max: 60,
});

export const keywords = list(text({ label: "关键词", hint: "群众会搜的词，一行一个。", example: "造林", max: 30 }), { max: 20 });

export const summary = text({
  label: "内容概述",
  hint: "一两句话说清内容；不写就取正文开头。",
  example: "公示2025年春季造林涉及的地块和面积。",
  max: 300,
});

export const review = group({
  label: "发布审查",
  hint: "先审后公开：谁审的、哪天审的。",
  fields: {
    by: required(text({ label: "审查人", hint: "写岗位或姓名。", example: "党政办公室审核岗", max: 40 })),
    date: required(day({ label: "审查日期", hint: "审查通过的那一天。", example: "2025-03-13" })),
    reason: text({ label: "审查意见", hint: "有提醒仍要发布时，写明理由。", example: "已去标识化", max: 200 }),
  },
});

export const attachments = list(
  group({
    label: "附件",
    hint: "附件放在和流水号同名的文件夹里，一行写一个文件名。",
    fields: {
      file: required(
        text({
          label: "文件名",
          hint: "只用小写英文字母、数字和减号。",
          example: "mianji.xlsx",
          pattern: /^[a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9]{1,5})$/,
          form: "文件名只用小写英文字母、数字和减号，",
        }),
      ),
      title: required(text({ label: "附件名称", hint: "给群众看的名称。", example: "附件：分村面积表", max: 100 })),
    },
  }),
);

export const corrections = list(
  group({
    label: "更正记录",
    hint: "公开以后改过内容的，写明哪天改了什么。",
    fields: {
      date: required(day({ label: "更正日期", hint: "更正公开的那一天。", example: "2025-04-02" })),
      text: required(text({ label: "更正内容", hint: "原来是什么，改成了什么。", example: "第二项面积由120亩更正为102亩", max: 300 })),
    },
  }),
);

/** 核对过的话: what a check of the words pointed at and a person found right. It holds for these words only. */
export const confirmed = list(
  group({
    label: "核对无误",
    hint: "程序指出、核对后没有写错的话，照抄过来，写明为什么是对的；这句话改了就要重新核对。",
    fields: {
      says: required(text({ label: "原话", hint: "照抄提示里引用的话。", example: "共40户，其中甲村25户、乙村18户", max: 300 })),
      reason: required(text({ label: "理由", hint: "为什么是对的。", example: "有3户两个村都登记", max: 200 })),
    },
  }),
);

export const withdrawn = group({
  label: "撤回",
  hint: "不再公开的，写明哪天、为什么；网页留下标题和理由。",
  fields: {
    date: required(day({ label: "撤回日期", hint: "从网站撤下的那一天。", example: "2025-05-06" })),
    reason: required(text({ label: "撤回理由", hint: "一句话。", example: "内容与上级批复不一致", max: 200 })),
  },
});

export const status = choice({ label: "效力状态", hint: "文件现在是否有效；不写就是有效。", example: "inForce", options: validity });

export const validTo = day({
  label: "有效期至",
  hint: "文件写明有效期的，写最后有效的那一天；过了这一天就是已失效，效力状态不用改。",
  example: "2030-12-31",
});

export const repealed = day({ label: "废止日期", hint: "文件废止的那一天。", example: "2025-11-03" });

export const noticeDone = day({
  label: "公示办结",
  hint: "公示期满没有异议、不另发结果公告的，写核实清楚的那一天；工作台就不再提醒。",
  example: "2025-03-21",
});

export const resultOf = reference({
  label: "公示的结果",
  hint: "这一条是哪一条公示的结果公告。",
  example: "items/2025/0003",
  kinds: ["items"],
});

export const supersedes = reference({
  label: "代替",
  hint: "这一条代替了哪一条。",
  example: "items/2025/0003",
  kinds: ["items"],
});
