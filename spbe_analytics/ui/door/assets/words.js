"use strict";
/* Words that Streamlit has in English only, said in Indonesian. words.json holds them; "{}" in one stands for whatever
 * is there, "{n}" for a number. What our pages and their data say is never touched, whatever it reads. */

/* Months, days and numbers that Streamlit writes by the language of the browser. */
for (const [name, value] of [["language", "id-ID"], ["languages", Object.freeze(["id-ID", "id"])]]) {
  Object.defineProperty(navigator, name, { get: () => value, configurable: true });
}

{
  const SAID = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];

  /* What our pages say: texts, tables, charts, options and their chips, names of files, what people write. */
  const OURS = `[data-testid=stMarkdownContainer], [data-testid=stHtml], [data-testid=stPlotlyChart], table:not([role=grid]),
    canvas, svg, pre, textarea, [role=option][data-key], [data-tag] > span[title], [data-testid=stFileChipName], script, style`;
  /* What stands in such a place and is Streamlit's all the same. */
  const THEIRS = `[data-testid=stFileUploaderDropzone] > span button *, [data-testid=stTooltipContent] *, [data-testid=stTooltipErrorContent] *,
    [data-key=__select_all__], [data-key=__select_matches__]`;

  /* What is called by a name that a person gave. */
  const NAMED = "[data-testid=stFileChip], [data-tag]";

  let whole = new Map();
  let parts = [];
  let partly = null; // any of the parts

  function learn(words) {
    const form = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll("{n}", "(\\d[\\d.,]*)").replaceAll("{}", "(.+?)");
    const holds = (text) => /\{n?\}/.test(text);
    whole = new Map(Object.entries(words).filter(([theirs]) => !holds(theirs)));
    parts = Object.entries(words).filter(([theirs]) => holds(theirs)).map(([theirs, ours]) => [new RegExp(`^${form(theirs)}$`, "s"), ours]);
    partly = new RegExp(parts.map(([pattern]) => pattern.source).join("|"), "s");
  }

  function say(text) {
    const told = text.trim();
    let ours = whole.get(told);
    if (ours === undefined && partly.test(told)) {
      const [pattern, said] = parts.find(([pattern]) => pattern.test(told));
      const found = pattern.exec(told).slice(1);
      ours = said.replace(/\{n?\}/g, () => found.shift());
    }
    return ours === undefined ? text : text.replace(told, () => ours);
  }

  function sayAttribute(item, name) {
    const theirs = item.getAttribute(name);
    const ours = say(theirs);
    if (ours !== theirs) item.setAttribute(name, ours);
  }
  function sayNode(node) {
    if (node.nodeType !== Node.TEXT_NODE) {
      if (!node.matches(NAMED)) for (const name of SAID) if (node.hasAttribute(name)) sayAttribute(node, name);
      return;
    }
    const ours = say(node.nodeValue);
    if (ours !== node.nodeValue) node.nodeValue = ours;
  }

  const own = (item) => item.matches(OURS) && !item.matches(THEIRS);
  const within = (item) => item.closest(OURS) !== null && item.closest(THEIRS) === null;
  const choose = (node) =>
    node.nodeType === Node.ELEMENT_NODE && own(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;

  /* Says what is in a root whose place is Streamlit's. */
  function translate(root) {
    if (root.nodeType === Node.TEXT_NODE) sayNode(root);
    else if (root.nodeType === Node.ELEMENT_NODE && !own(root)) {
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, choose);
      for (let node = root; node; node = walk.nextNode()) sayNode(node);
    }
  }

  function follow() {
    new MutationObserver((changes) => {
      const known = new Map(); // a chart alone changes its place thousands of times
      for (const { type, target, attributeName, addedNodes } of changes) {
        const place = type === "characterData" ? target.parentElement : target;
        if (place === null || place instanceof SVGElement) continue;
        if (!known.has(place)) known.set(place, within(place));
        if (known.get(place)) continue;
        if (type === "childList") addedNodes.forEach(translate);
        else if (type === "characterData") sayNode(target);
        else if (!target.matches(NAMED)) sayAttribute(target, attributeName);
      }
    }).observe(document.body, {
      childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: SAID,
    });
  }

  const here = document.currentScript;
  fetch(here.dataset.words).then((answer) => answer.json()).then((words) => {
    learn(words);
    const begin = () => {
      translate(document.body);
      follow();
    };
    if (document.body) begin();
    else addEventListener("DOMContentLoaded", begin);
  });
}
