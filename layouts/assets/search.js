// The search page: reads the packs one by one, newest year first, and looks for the words as they stand.

(() => {
  const box = document.getElementById("search");
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const input = document.getElementById("find");
  if (!box || !results || !count || !more || !(input instanceof HTMLInputElement)) return;
  const { root = "", phone = "" } = box.dataset;
  const PAGE = 20;

  /** @typedef {{path: string, title: string, date: string, note: string, text: string, inTitle: string, inText: string}} Row */
  /** @type {Row[]} */
  const rows = [];
  /** @type {Promise<void> | undefined} */
  let loading;
  let shown = PAGE;

  /** Width, brackets, blanks and case do not matter to a reader. Each character stays one, so that places agree. @param {string} s */
  const fold = (s) =>
    s
      .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[\u3014\u3010\uff3b[(]/g, "(")
      .replace(/[\u3015\u3011\uff3d\])]/g, ")")
      .toLowerCase();

  /** @param {string} src */
  const load = (src) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + src;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const global = /** @type {any} */ (window);
  global.gongkaiPack = (/** @type {number} */ _year, /** @type {string[][]} */ list) => {
    for (const [path = "", title = "", date = "", note = "", text = ""] of list) {
      rows.push({ path, title, date, note, text, inTitle: fold(title), inText: fold(`${text}\n${note}`) });
    }
  };

  const loadAll = async () => {
    for (const year of /** @type {number[]} */ (global.gongkaiPacks)) await load(`search/pack-${year}.js`);
  };

  /** All words of the query, in the title or in the text; titles first, then newest. @param {string} query */
  const find = (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const hits = rows.filter((r) => words.every((w) => r.inTitle.includes(w) || r.inText.includes(w)));
    const titled = (/** @type {Row} */ r) => (words.every((w) => r.inTitle.includes(w)) ? 0 : 1);
    return hits.sort((a, b) => titled(a) - titled(b) || (a.date > b.date ? -1 : a.date < b.date ? 1 : 0));
  };

  /** Text with the words marked. @param {HTMLElement} el @param {string} text @param {string[]} words */
  const mark = (el, text, words) => {
    const folded = fold(text);
    let at = 0;
    while (at < text.length) {
      let start = -1;
      let length = 0;
      for (const w of words) {
        const i = folded.indexOf(w, at);
        if (i >= 0 && (start < 0 || i < start)) [start, length] = [i, w.length];
      }
      if (start < 0) break;
      const m = document.createElement("mark");
      m.textContent = text.slice(start, start + length);
      el.append(text.slice(at, start), m);
      at = start + length;
    }
    el.append(text.slice(at));
  };

  /** @param {Row} r @param {string[]} words */
  const excerpt = (r, words) => {
    const folded = fold(r.text);
    const first = Math.min(...words.map((w) => folded.indexOf(w)).filter((i) => i >= 0), r.text.length);
    const from = first === r.text.length ? 0 : Math.max(0, first - 20);
    return `${from > 0 ? "…" : ""}${r.text.slice(from, from + 80).replace(/\n/g, " ")}…`;
  };

  /** @param {string} query */
  const show = (query) => {
    results.replaceChildren();
    more.hidden = true;
    if (query.trim() === "") {
      count.textContent = "";
      return;
    }
    const words = fold(query).split(/\s+/).filter(Boolean);
    const hits = find(query);
    count.textContent =
      hits.length > 0 ? `找到 ${hits.length} 条。` : `没有找到“${query}”。可以换个说法、少写几个字再试，或者打电话 ${phone} 询问。`;
    for (const r of hits.slice(0, shown)) {
      const li = document.createElement("li");
      const line = document.createElement("div");
      line.className = "line";
      const link = document.createElement("a");
      link.className = "name";
      link.href = root + r.path;
      mark(link, r.title, words);
      const text = document.createElement("span");
      text.className = "excerpt";
      mark(text, excerpt(r, words), words);
      const note = document.createElement("span");
      note.className = "tags";
      note.textContent = r.note;
      const time = document.createElement("time");
      time.dateTime = r.date;
      time.textContent = r.date;
      line.append(link, text, note);
      li.append(line, time);
      results.append(li);
    }
    more.hidden = hits.length <= shown;
  };

  /** @param {string} query */
  const run = async (query) => {
    if (query.trim() === "") return show("");
    if (!loading) {
      count.textContent = "正在打开…";
      loading = loadAll();
    }
    try {
      await loading;
    } catch {
      loading = undefined;
      rows.length = 0;
      count.textContent = "查找用的文件没有读到，请刷新页面再试，或者按年份看。";
      return;
    }
    if (query === input.value) show(query);
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown = PAGE;
      const url = new URL(location.href);
      url.searchParams.set("q", input.value);
      history.replaceState(null, "", url);
      run(input.value);
    }, 150);
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    shown = PAGE;
    const url = new URL(location.href);
    url.searchParams.set("q", input.value);
    history.pushState(null, "", url);
    run(input.value);
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    run(input.value);
  });
  const fromAddress = () => {
    input.value = new URL(location.href).searchParams.get("q") ?? "";
    run(input.value);
  };
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
