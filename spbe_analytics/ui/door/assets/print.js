"use strict";
/* The page on paper, by the browser's own way to print; the look is in print.css.
 *
 * What a style sheet cannot do is done right before printing and undone after it: charts are drawn anew for the width
 * of the sheet, tables that a screen scrolls are written out, what is folded opens, dark colours become light ones,
 * and the foot says where and when. */
{
  const DARKEST = 0.5; // how light a ground may be that is still a dark theme's
  const LIGHT = new Map(Object.entries(JSON.parse(document.currentScript.dataset.light)));
  const look = document.querySelector("link[media=print]");
  const MANY = 9; // columns from which on letters are small
  const SHORT = 20; // letters of a cell that stays on one line where there is room
  const LONG_WORD = /\S{30}/; // such as an address, broken anywhere
  const WHOLE = 620; // pixels up to which what belongs to a chart stays on one sheet with it
  let undone = [];

  addEventListener("beforeprint", () => {
    undo();
    const dark = lightness(numbers(getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor)) < DARKEST;
    foot();
    unfold();
    writeTables();
    if (dark) lighten();
    onSheet(() => {
      drawCharts(dark);
      leaveOut();
      foldTables();
      keepWhole();
    });
  });
  addEventListener("afterprint", undo);
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-spbe=cetak]")) print();
  });

  function undo() {
    for (const act of undone.reverse()) act();
    undone = [];
  }

  /* Lays the page out as on the sheet while something is measured; nobody sees it. */
  function onSheet(act) {
    const { media } = look;
    const top = document.querySelector("[data-testid=stMain]")?.scrollTop;
    look.media = "all";
    document.documentElement.classList.add("spbe-ukur");
    try {
      act();
    } finally {
      document.documentElement.classList.remove("spbe-ukur");
      look.media = media;
      if (top) document.querySelector("[data-testid=stMain]").scrollTop = top;
    }
  }

  function foot() {
    const when = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).format(new Date());
    const line = document.createElement("p");
    line.className = "spbe-kaki";
    line.textContent = `${sharedAddress().href} · dicetak ${when}`;
    (document.querySelector(".stDialog section") ?? document.querySelector(".stMainBlockContainer"))?.append(line);
    undone.push(() => line.remove());
  }

  function unfold() {
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      undone.push(() => { folded.open = false; });
    }
  }

  /* A canvas paints the rows that the screen shows; beside it all of them stand as text, a line a row. */
  function writeTables() {
    for (const place of document.querySelectorAll("[data-spbe=tabel]")) {
      const [sides, heads, ...rows] = place.textContent.split("\n").map((line) => line.split("\t"));
      const table = document.createElement("table");
      table.className = heads.length > MANY ? "spbe-kertas spbe-rapat" : "spbe-kertas";
      const line = (cells, name) => {
        const row = document.createElement("tr");
        cells.forEach((text, at) => {
          const cell = document.createElement(name);
          cell.textContent = text;
          if (sides[at] === "kanan") cell.className = "spbe-kanan";
          else if (LONG_WORD.test(text)) cell.className = "spbe-panjang";
          else if (text.length <= SHORT) cell.className = "spbe-pendek";
          row.append(cell);
        });
        return row;
      };
      table.createTHead().append(line(heads, "th"));
      const body = table.createTBody();
      for (const [own, ...cells] of rows) {
        const row = line(cells, "td");
        if (own) row.className = "spbe-sendiri";
        body.append(row);
      }
      place.after(table);
      undone.push(() => table.remove());
    }
  }

  /* Where a table is too wide with short cells on one line each, they are broken as well. */
  function foldTables() {
    for (const table of document.querySelectorAll("table.spbe-kertas")) {
      if (table.offsetWidth > table.parentElement.clientWidth) table.classList.add("spbe-lipat");
    }
  }

  /* Drawn for a screen, a chart is cut or too small on paper. */
  function drawCharts(dark) {
    for (const shown of document.querySelectorAll(".stPlotlyChart .js-plotly-plot")) {
      if (!shown._fullLayout) continue; // not there yet on the screen either
      const place = shown.closest(".stElementContainer");
      const sheet = document.createElement("div");
      sheet.className = "spbe-kertas";
      place.append(sheet);
      undone.push(() => { Plotly.purge(sheet); sheet.remove(); });
      const { height } = shown._fullLayout;
      const width = sheet.clientWidth;
      const drawn = JSON.stringify({ data: shown.data, layout: { ...shown.layout, width, height, autosize: false } });
      const { data, layout } = JSON.parse(dark ? drawn.replace(/#[0-9a-f]{6}\b|rgba?\([^)]*\)/gi, light) : drawn);
      Plotly.newPlot(sheet, data, layout, { staticPlot: true });
      sheet.style.setProperty("--bentuk", `${width} / ${height}`);
      for (const part of sheet.querySelectorAll(".main-svg")) part.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  }

  /* Of what a dark theme colours, the same in light colours, for paper alone. */
  const COLOURED = ["color", "background-color", "background-image", "border-top-color", "border-bottom-color", "border-left-color", "border-right-color", "fill"];
  function lighten() {
    const looks = new Map();
    for (const item of document.querySelectorAll(".stApp, .stApp *, .stDialog *")) {
      if (item.closest("svg, .spbe-kertas, .spbe-kaki, .spbe-slide")) continue;
      const has = getComputedStyle(item);
      const rules = COLOURED.filter((name) => has[name] !== "none").map((name) => `${name}:${has[name].replace(/rgba?\([^)]*\)/g, light)}!important`).join(";");
      if (!looks.has(rules)) looks.set(rules, looks.size);
      item.dataset.kertas = looks.get(rules);
      undone.push(() => { delete item.dataset.kertas; });
    }
    const style = document.createElement("style");
    style.media = "print";
    style.textContent = [...looks].map(([rules, number]) => `[data-kertas="${number}"]{${rules}}`).join("\n");
    document.head.append(style);
    undone.push(() => style.remove());
  }

  function light(colour) {
    const [red, green, blue, opacity = 1] = numbers(colour);
    const known = LIGHT.get(hex(red, green, blue));
    const [r, g, b] = known ? numbers(known) : turned(red, green, blue);
    return `rgba(${r},${g},${b},${opacity})`;
  }
  function numbers(colour) {
    if (colour.startsWith("#")) return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return (colour.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
  }
  function hex(...parts) {
    return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
  }
  /* As light as it was dark, of the same hue. */
  function turned(...parts) {
    const move = 255 - Math.max(...parts) - Math.min(...parts);
    return parts.map((part) => part + move);
  }
  function lightness([red, green, blue]) {
    return (Math.max(red, green, blue) + Math.min(red, green, blue)) / 510;
  }

  /* What nothing is left of without fields and buttons takes no room; nor does what is folded around fields. */
  function leaveOut() {
    for (const place of [...document.querySelectorAll(".stExpander, [data-testid=stLayoutWrapper], .stColumn")].reverse()) {
      const inside = place.querySelector(":scope > details > [data-testid=stExpanderDetails]");
      const shows = place.querySelector(".main-svg, img, table") !== null;
      if (shows || (inside ? !inside.querySelector("input, textarea") : place.innerText.trim())) continue;
      place.classList.add("spbe-kosong");
      undone.push(() => place.classList.remove("spbe-kosong"));
    }
  }

  /* A chart stays with its heading and its note, and with the chart beside it. */
  function keepWhole() {
    for (const chart of document.querySelectorAll(".spbe-kertas .svg-container")) {
      for (let place = chart; place && place.offsetHeight <= WHOLE; place = place.parentElement) {
        if (place.classList.contains("spbe-utuh")) break;
        place.classList.add("spbe-utuh");
        undone.push(() => place.classList.remove("spbe-utuh"));
      }
    }
  }
}
