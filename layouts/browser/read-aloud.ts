/** 朗读: reads the page with the browser's own voice and marks the sentence that is read. */
import { type Sentence, sentencesOf } from "./sentences.ts";

export type Reading = "silent" | "reading" | "paused";

/** 普通话 before other Chinese voices, one of the device before one from a network; undefined when no voice is Chinese. */
export function chooseVoice(voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const rank = ({ lang, localService }: SpeechSynthesisVoice): number => {
    const tag = lang.replace("_", "-").toLowerCase();
    const kind = /^(?:zh-cn|zh-hans|cmn-hans|cmn-cn|zh$)/.test(tag)
      ? 4
      : /^(?:zh-(?!hk|mo)|cmn)/.test(tag)
        ? 2
        : /^(?:zh|yue)/.test(tag)
          ? 0
          : -9;
    return kind + (localService ? 1 : 0);
  };
  const [best] = [...voices].sort((a, b) => rank(b) - rank(a));
  return best && rank(best) >= 0 ? best : undefined;
}

/** The voices: some browsers know them only a while after they are asked. */
function voicesOf(speech: SpeechSynthesis): Promise<readonly SpeechSynthesisVoice[]> {
  const there = speech.getVoices();
  if (there.length > 0) return Promise.resolve(there);
  return new Promise((resolve) => {
    const done = (): void => resolve(speech.getVoices());
    speech.addEventListener?.("voiceschanged", done, { once: true });
    setTimeout(done, 1500);
  });
}

const MARK = "gongkai-read";

/** Marks a sentence without touching the text; old browsers select it. */
function markSentence(range: Range | undefined): void {
  if (typeof Highlight === "function" && CSS.highlights) {
    if (range) CSS.highlights.set(MARK, new Highlight(range));
    else CSS.highlights.delete(MARK);
    return;
  }
  const selection = getSelection();
  selection?.removeAllRanges();
  if (range) selection?.addRange(range);
}

/** Brings a sentence into sight, below what stays at the top of the window. */
function show(range: Range): void {
  const { top, bottom } = range.getBoundingClientRect();
  if (top > innerHeight * 0.25 && bottom < innerHeight * 0.9) return;
  scrollBy({ top: top - innerHeight * 0.35, behavior: matchMedia("(prefers-reduced-motion: no-preference)").matches ? "smooth" : "auto" });
}

/** One reader for a page. `onState` hears of every change, with what there is to say of it. */
export function makeReader(main: Element, onState: (state: Reading, words?: string, fault?: boolean) => void) {
  const speech = window.speechSynthesis;
  let sentences: readonly Sentence[] = [];
  let at = 0;
  let voice: SpeechSynthesisVoice | undefined;
  let rate = 1;
  /** Number of the newest breath: what an older one says at its end is not heard. */
  let breath = 0;
  // Kept here: a browser may drop what nobody holds, and then its end is never heard.
  let saying: SpeechSynthesisUtterance | undefined;

  function silence(): void {
    breath++;
    saying = undefined;
    speech.cancel();
  }

  function stop(words?: string, fault?: boolean): void {
    silence();
    markSentence(undefined);
    sentences = [];
    onState("silent", words, fault);
  }

  function say(): void {
    silence();
    const sentence = sentences[at];
    if (!sentence || !voice) {
      stop("读完了。");
      return;
    }
    const mine = breath;
    markSentence(sentence.range);
    show(sentence.range);
    saying = new SpeechSynthesisUtterance(sentence.text);
    saying.voice = voice;
    saying.lang = voice.lang;
    saying.rate = rate;
    saying.onend = () => {
      if (mine !== breath) return;
      at++;
      say();
    };
    saying.onerror = () => {
      if (mine === breath) stop("语音出了问题，读不下去了。", true);
    };
    speech.speak(saying);
  }

  // The voice would go on over the next page.
  addEventListener("pagehide", () => {
    if (sentences.length > 0) stop();
  });

  return {
    async start(): Promise<void> {
      silence();
      const mine = breath;
      voice = chooseVoice(await voicesOf(speech));
      if (mine !== breath) return;
      if (!voice) {
        stop("这台设备上没有中文语音，不能朗读。", true);
        return;
      }
      sentences = sentencesOf(main);
      at = 0;
      onState("reading");
      say();
    },
    /** By falling silent: to hold in the middle of a word is beyond many phones. Goes on with the sentence from its beginning. */
    pause(): void {
      silence();
      onState("paused");
    },
    resume(): void {
      onState("reading");
      say();
    },
    stop,
    setRate(to: number, reading: boolean): void {
      rate = to;
      if (reading) say();
    },
  };
}
