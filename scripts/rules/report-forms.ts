/**
 * 年度报告格式: one entry per edition, newest first. A new edition is a new entry and nothing else.
 *
 * `sections` are the titles of the words, exact and in order; an edition without a national form has none.
 */
export interface ReportForm {
  readonly edition: string;
  readonly source: string;
  readonly fromYear: number;
  readonly toYear: number | undefined;
  readonly sections: readonly string[];
  /** Month and day of the year after, by which the report is to be public. */
  readonly dueBy: string;
}

/** The six titles since 2019, word for word (国办公开办函〔2019〕60号, 〔2021〕30号). */
const sixSections = [
  "一、总体情况",
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
  "五、存在的主要问题及改进情况",
  "六、其他需要报告的事项",
] as const;

export const reportForms = [
  {
    edition: "2021",
    source: "国办公开办函〔2021〕30号",
    fromYear: 2021,
    toYear: undefined,
    sections: sixSections,
    dueBy: "01-31",
  },
  {
    edition: "2019",
    source: "国办公开办函〔2019〕60号",
    fromYear: 2019,
    toYear: 2020,
    sections: sixSections,
    dueBy: "01-31",
  },
  {
    edition: "2014",
    source: "国办发〔2014〕32号",
    fromYear: 2014,
    toYear: 2018,
    sections: [
      "一、概况",
      "二、主要采取的措施",
      "三、主动公开政府信息情况",
      "四、依申请公开政府信息和不予公开政府信息的情况",
      "五、政府信息公开的收费及减免情况",
      "六、因政府信息公开申请行政复议、提起行政诉讼的情况",
      "七、存在问题及下一步打算",
    ],
    dueBy: "03-31",
  },
  {
    edition: "2008",
    source: "《政府信息公开条例》（2007）第三十一条、第三十二条",
    fromYear: 2008,
    toYear: 2013,
    sections: [],
    dueBy: "03-31",
  },
] as const satisfies readonly ReportForm[];

/** The form that holds for a year's report; undefined before 2008, when there was none. */
export const reportFormOf = (year: number): ReportForm | undefined => reportForms.find((f) => year >= f.fromYear);
