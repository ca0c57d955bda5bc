/* Draws a map from shapes fetched once and the values of a run. Every region is reached by mouse, finger and keyboard. */

const SVG = "http://www.w3.org/2000/svg";
const fetched = new Map(); // shapes by their address: one fetch for all runs of a tab
const SMALL = 14; // pixels below which a region is shown enlarged
const LEAST = 640; // narrower than this the map scrolls rather than shrinks

function shapesAt(address) {
  const url = new URL(address, document.baseURI).href;
  if (!fetched.has(url)) {
    fetched.set(url, fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }));
    fetched.get(url).catch(() => fetched.delete(url));
  }
  return fetched.get(url);
}

function make(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function tag(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function draw(component) {
  const { data, parentElement, setTriggerValue } = component;
  let stopped = false;
  let stop = () => {};
  const kept = parentElement.map ??= { root: null, open: null };
  Promise.all([shapesAt(data.shapes), data.own ? shapesAt(data.own).catch(() => null) : null]).then(
    ([shapes, own]) => { if (!stopped) stop = picture(parentElement, kept, data, shapes, own, setTriggerValue); },
    () => { if (!stopped) failed(parentElement, kept); });
  return () => { stopped = true; stop(); };
}

function failed(parent, kept) {
  const said = tag("p", "", "Batas wilayah tidak terambil dari server. Muat ulang halaman ini; tabelnya tetap ada di bawah pilihan Tabel.");
  kept.root?.remove();
  parent.append(kept.root = said);
}

function frameOf(data, shapes) {
  const found = Object.keys(data.regions).filter((code) => shapes.paths[code]);
  if (!data.names) return [0, 0, shapes.width, shapes.height];
  const probe = make("svg", { style: "position:absolute;visibility:hidden;width:10px;height:10px" });
  document.body.append(probe);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const code of found) {
    const path = probe.appendChild(make("path", { d: shapes.paths[code] }));
    const box = path.getBBox();
    [left, top] = [Math.min(left, box.x), Math.min(top, box.y)];
    [right, bottom] = [Math.max(right, box.x + box.width), Math.max(bottom, box.y + box.height)];
  }
  probe.remove();
  if (!found.length) return [0, 0, shapes.width, shapes.height];
  const edge = Math.max(right - left, bottom - top) * 0.04 + 20;
  return [left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge];
}

function picture(parent, kept, data, shapes, own, setTriggerValue) {
  const frame = frameOf(data, shapes);
  const focused = kept.root?.querySelector("[tabindex='0']")?.dataset?.code;
  const root = tag("div", "map");
  root.append(styles(data));

  const stage = root.appendChild(tag("div", "stage"));
  const scroll = stage.appendChild(tag("div", "scroll"));
  const id = `m${Math.random().toString(36).slice(2)}`;
  const svg = scroll.appendChild(make("svg", {
    viewBox: frame.join(" "), role: "group", "aria-label": `${data.title}. Tombol panah berpindah daerah, Enter membuka profilnya.`,
  }));
  svg.append(make("defs", {}, hatch(`${id}h`, frame[2])));
  const ground = svg.appendChild(make("g", { class: "ground", "aria-hidden": "true" }));
  const layer = svg.appendChild(make("g", { class: "regions" }));
  const behind = svg.appendChild(make("g", { class: "own", "aria-hidden": "true" }));
  const labels = svg.appendChild(make("g", { class: "labels", "aria-hidden": "true" }));
  for (const [code, d] of Object.entries(shapes.paths)) {
    if (!(code in data.regions)) ground.append(make("path", { d }));
  }
  for (const d of Object.values(own?.paths ?? {})) behind.append(make("path", { d }));

  const regions = [];
  for (const [code, [place, short, said]] of Object.entries(data.regions)) {
    const d = shapes.paths[code];
    if (!d) continue;
    const path = layer.appendChild(make("path", {
      d, role: "link", tabindex: "-1", "aria-label": said, "data-code": code,
      class: place < 0 ? "none" : `c${place}`, ...(place < 0 ? { fill: `url(#${id}h)` } : {}),
    }));
    if (code === data.home) path.classList.add("home");
    regions.push({ code, short, said, path, d, place });
  }
  const homePath = regions.find(({ code }) => code === data.home)?.path;
  if (homePath) layer.append(homePath); // its border lies above those of the others

  const hits = svg.appendChild(make("g", { class: "hits", "aria-hidden": "true" })); // where a finger finds the smallest
  const tip = root.appendChild(tag("div", "tip"));
  tip.hidden = true;
  kept.root?.remove();
  parent.append(kept.root = root);
  for (const region of regions) {
    region.box = region.path.getBBox();
    [region.x, region.y] = shapes.points[region.code];
  }
  if (frame[2] < frame[3] * 1.3) svg.style.minWidth = "0";
  if (data.inset) stage.append(insetOf(data, regions, press));
  root.append(legend(data), tag("p", "credit", data.credit));

  const by = new Map(regions.map((region) => [region.path, region]));
  const first = regions.find(({ code }) => code === focused) ?? regions.find(({ code }) => code === data.home) ?? regions[0];
  if (first) {
    first.path.setAttribute("tabindex", "0");
    const width = scroll.scrollWidth;
    if (data.home === first.code) scroll.scrollLeft = (first.x - frame[0]) / frame[2] * width - scroll.clientWidth / 2;
  }
  if (focused && kept.hadFocus && first?.code === focused) first.path.focus({ preventScroll: true });

  let shown = null;
  let touched = null;
  const open = (region) => setTriggerValue("opened", region.code);

  function show(region, link) {
    shown = region;
    tip.replaceChildren(tag("strong", "", region.said));
    const scale = scaleOf(svg, frame);
    if (Math.max(region.box.width, region.box.height) * scale < SMALL) tip.append(lens(region, regions));
    if (link) {
      const button = tag("button", "", "Buka profil");
      button.type = "button";
      button.addEventListener("click", () => open(region));
      tip.append(button);
    }
    tip.hidden = false;
    const outer = root.getBoundingClientRect();
    const at = region.path.getBoundingClientRect();
    const middle = at.left + at.width / 2 - outer.left;
    const left = Math.min(Math.max(0, middle - tip.offsetWidth / 2), Math.max(0, outer.width - tip.offsetWidth));
    const above = at.top - outer.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above >= 0 ? above : Math.min(at.bottom, outer.bottom) - outer.top + 8}px`;
  }
  function hide() { tip.hidden = true; shown = null; touched = null; }
  function rove(region) {
    for (const one of regions) one.path.setAttribute("tabindex", one === region ? "0" : "-1");
    region.path.focus();
  }

  function press(region, pointer) {
    if (pointer === "mouse" || touched === region) { open(region); return; }
    touched = region;
    show(region, true);
  }
  function sized() {
    const scale = scaleOf(svg, frame);
    hits.replaceChildren();
    for (const region of regions) {
      if (!scale || Math.max(region.box.width, region.box.height) * scale >= SMALL / 2) continue;
      const circle = hits.appendChild(make("circle", { cx: region.x, cy: region.y, r: SMALL / 2 / scale }));
      by.set(circle, region);
    }
    if (data.names) place(labels, regions, svg, frame);
  }

  const told = new AbortController();
  const on = (where, what, how) => where.addEventListener(what, how, { signal: told.signal });
  on(svg, "pointermove", (event) => {
    const region = by.get(event.target);
    if (event.pointerType === "mouse" && region && region !== shown) show(region, false);
  });
  on(svg, "pointerleave", (event) => { if (event.pointerType === "mouse" && !svg.contains(parent.activeElement)) hide(); });
  let pointer = "mouse";
  on(root, "pointerdown", (event) => { pointer = event.pointerType; });
  on(svg, "click", (event) => {
    const region = by.get(event.target);
    if (region) press(region, pointer);
  });
  on(layer, "focusin", (event) => {
    kept.hadFocus = true;
    const region = by.get(event.target);
    if (region) { region.path.classList.add("here"); show(region, touched === region); }
  });
  on(layer, "focusout", (event) => { kept.hadFocus = false; event.target.classList.remove("here"); if (!touched) hide(); });
  on(layer, "keydown", (event) => {
    const region = by.get(event.target);
    if (!region) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(region); return; }
    if (event.key === "Escape") { hide(); return; }
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    const next = nearest(region, regions, dx, dy);
    if (next) rove(next);
  });
  sized();
  const watching = new ResizeObserver(sized);
  watching.observe(svg);
  return () => { told.abort(); watching.disconnect(); };
}

/* Pixels of a unit: the picture is as large as both width and height allow. */
function scaleOf(svg, frame) {
  const { width, height } = svg.getBoundingClientRect();
  return Math.min(width / frame[2], height / frame[3]);
}

/* The nearest region in a direction: what lies aside counts double. */
function nearest(from, regions, dx, dy) {
  let best = null;
  let least = Infinity;
  for (const one of regions) {
    const along = (one.x - from.x) * dx + (one.y - from.y) * dy;
    const aside = Math.abs((one.x - from.x) * dy) + Math.abs((one.y - from.y) * dx);
    if (one === from || along <= 0 || aside > 2 * along) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

function hatch(id, width) {
  const step = width / 220;
  const pattern = make("pattern", { id, patternUnits: "userSpaceOnUse", width: step, height: step, patternTransform: "rotate(45)" });
  pattern.append(
    make("rect", { width: step, height: step, style: "fill: var(--ground)" }),
    make("rect", { width: step * 0.28, height: step, style: "fill: var(--muted)" }));
  return pattern;
}

/* A region too small to see, enlarged with what lies around it. */
function lens(region, regions) {
  const size = Math.max(region.box.width, region.box.height) * 2.4;
  const svg = enlarged(regions, region.x - size / 2, region.y - size / 2, size, (one, path) => {
    if (one === region) path.classList.add("here");
  });
  svg.classList.add("lens");
  svg.append(...svg.querySelectorAll(".here")); // its border lies above those of the others
  return svg;
}

function enlarged(regions, left, top, size, each) {
  const id = `m${Math.random().toString(36).slice(2)}`;
  const svg = make("svg", { viewBox: `${left} ${top} ${size} ${size}`, "aria-hidden": "true" });
  svg.append(make("defs", {}, hatch(id, size * 6)));
  for (const one of regions) {
    const { box } = one;
    if (box.x > left + size || box.x + box.width < left || box.y > top + size || box.y + box.height < top) continue;
    const path = make("path", { d: one.d, class: one.place < 0 ? "none" : `c${one.place}` });
    if (one.place < 0) path.setAttribute("fill", `url(#${id})`);
    each(one, path);
    svg.append(path);
  }
  return svg;
}

/* What lies too close together for the nation, larger and below it; the keyboard reaches it on the map itself. */
function insetOf(data, regions, press) {
  const { x, y, size, name } = data.inset;
  const figure = tag("figure", "inset");
  const svg = enlarged(regions, x, y, size, (one, path) => {
    path.append(make("title", {}, one.said));
    if (one.code === data.home) path.classList.add("home");
    path.addEventListener("click", (event) => press(one, event.pointerType ?? "mouse"));
  });
  figure.append(svg, tag("figcaption", "", `${name}, diperbesar`));
  return figure;
}

function legend(data) {
  const list = tag("ul", "legend");
  data.classes.forEach(({ label, count }, at) => list.append(entry(`c${at}`, `${label}: ${count}`)));
  if (data.without) list.append(entry("none", `tanpa nilai: ${data.without}`));
  return list;
}

function entry(name, text) {
  const item = tag("li");
  item.append(tag("span", `key ${name}`), text);
  return item;
}

/* Names in the middle of their regions, the largest first; one that would lie on another is left out. */
function place(labels, regions, svg, frame) {
  const scale = scaleOf(svg, frame);
  if (!scale) return;
  labels.replaceChildren();
  const size = 12 / scale;
  const taken = [];
  for (const region of [...regions].sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)) {
    const text = labels.appendChild(make("text", { x: region.x, "font-size": size, "stroke-width": size / 5 }));
    text.textContent = region.short;
    const free = [0, -size, size].some((aside) => {
      text.setAttribute("y", region.y + aside);
      const box = text.getBBox();
      const hit = taken.some((other) => box.x < other.x + other.width && other.x < box.x + box.width
        && box.y < other.y + other.height && other.y < box.y + box.height);
      if (hit || box.x < frame[0] || box.x + box.width > frame[0] + frame[2]) return false;
      taken.push(box);
      return true;
    });
    if (!free) text.remove();
  }
}

function styles({ classes, ink, paper }) {
  const style = document.createElement("style");
  const fills = (which) => classes.map((one, at) => `path.c${at} { fill: ${one[which]}; } .key.c${at} { background: ${one[which]}; }`).join("\n");
  const inks = (which) => Object.entries(which).map(([name, colour]) => `--${name}: ${colour};`).join(" ");
  style.textContent = `
.map { ${inks(ink)} }
.map { position: relative; color: var(--text); font-family: inherit; font-size: 14px; }
.scroll { overflow-x: auto; }
.scroll > svg { display: block; width: 100%; min-width: ${LEAST}px; max-height: 78vh; }
path { stroke: var(--ground); stroke-width: .5; vector-effect: non-scaling-stroke; }
.ground path { fill: var(--surface); stroke: var(--border); }
.regions path { cursor: pointer; outline: none; }
.regions path:hover { stroke: var(--text); stroke-width: 1.5; }
path.home { stroke: var(--accent); stroke-width: 2.5; }
path.here, .regions path:focus-visible { stroke: var(--text); stroke-width: 3; }
.hits circle { fill: transparent; cursor: pointer; }
.own path { fill: none; stroke: var(--text); stroke-width: .8; stroke-dasharray: 3 2; pointer-events: none; }
.labels text { fill: var(--text); text-anchor: middle; dominant-baseline: middle; pointer-events: none;
  paint-order: stroke; stroke: var(--ground); stroke-linejoin: round; font-weight: 600; }
.tip { position: absolute; z-index: 3; max-width: 260px; padding: 8px 10px; border: 1px solid var(--border); border-radius: 6px;
  background: var(--ground); box-shadow: 0 2px 8px rgb(0 0 0 / .18); pointer-events: none; }
.tip strong { font-weight: 400; }
.tip button { display: block; margin-top: 6px; min-height: 32px; padding: 4px 12px; border: 1px solid var(--border); border-radius: 6px;
  background: var(--ground); color: var(--accent); font: inherit; cursor: pointer; pointer-events: auto; }
.lens { display: block; width: 120px; height: 120px; margin-top: 6px; border: 1px solid var(--border); background: var(--surface); }
.stage { position: relative; container-type: inline-size; }
.inset { position: absolute; left: 0; bottom: 0; margin: 0; }
@container (max-width: 760px) { .inset { position: static; margin-top: 8px; } }
.inset svg { display: block; width: 132px; height: 132px; border: 1px solid var(--border); background: var(--surface); }
.inset path { cursor: pointer; }
.inset figcaption { font-size: 12.5px; color: var(--muted); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0 0; padding: 0; list-style: none; }
.legend li { display: flex; align-items: center; gap: 6px; }
.key { width: 14px; height: 14px; border: 1px solid var(--border); }
.key.none { background: repeating-linear-gradient(45deg, var(--muted) 0 1.5px, var(--ground) 1.5px 5px); }
.credit { margin: 4px 0 0; font-size: 12.5px; color: var(--muted); }
${fills("colour")}
@media print { .map { ${inks(paper)} } .scroll > svg { min-width: 0; } .tip { display: none; } ${fills("printed")} }
`;
  return style;
}
