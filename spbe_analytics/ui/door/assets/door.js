"use strict";
/* Runs before Streamlit's own script: the history of addresses, and what a browser remembers. Each part stands by itself. */

const BASE = document.currentScript.dataset.base;
const WIDE = matchMedia("(min-width: 768px)");
const find = (name, from = document) => from.querySelector(`[data-testid=${name}]`);

/* One entry of the history for each choice of a person; what the server adds or mends replaces the entry.
 *
 * Streamlit replaces the entry when a person chooses (with a whole address) and adds one when the server changes the
 * address (with a path): the other way round than a person expects of the back button. */
const chronicle = (() => {
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let waiting = false; // somebody did something that has not changed the address yet
  let since = 0; // when
  let leaving = null; // the page that a pressed link leads away from, until its address is another
  let spent = { target: null, when: 0 }; // what made the newest entry: the second half of a double click makes none
  let doing = null; // with what
  let typing = null; // the field whose letters make one entry together
  let lastTyped = null;

  function change(state, title, address) {
    const next = new URL(address, location.href);
    if (next.href === location.href) return;
    const other = next.pathname !== location.pathname;
    if (other) leaving = null;
    else if (leaving !== null && leaving.from === next.pathname && performance.now() - leaving.when < 8000) return;
    const field = typing;
    if (other || (waiting && (field === null || field !== lastTyped))) {
      push(state, title, next.href);
      spent = { target: doing, when: performance.now() };
    } else {
      replace(state, title, next.href);
    }
    lastTyped = waiting ? field : lastTyped;
    waiting = false;
    dispatchEvent(new CustomEvent("spbe:address"));
  }
  history.pushState = change;
  history.replaceState = change;

  function did(event) {
    if (!event.isTrusted) return;
    const field = event.target instanceof Element ? event.target.closest("input:not([role=combobox]), textarea") : null;
    const text = field && /^(text|search|number|)$/.test(field.getAttribute("type") ?? "") ? field : null;
    if (event.type === "input" && text === null) return;
    if (event.type !== "input" && text !== null && event.key !== "Enter") return;
    const target = event.target instanceof Element ? event.target.closest("button, a, input, textarea, [role=option]") : null;
    if (text === null && target !== null && target === spent.target && event.timeStamp - spent.when < 1000) return;
    doing = target;
    waiting = true;
    since = performance.now();
    typing = text;
    if (text === null) lastTyped = null;
  }
  function gave(event) {
    if (!event.target.matches?.("input[type=file]") && event.type !== "drop") return;
    waiting = true;
    since = performance.now();
    typing = lastTyped = doing = null;
  }
  function left(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-testid*=NavLink], [data-testid=stPageLink] a") : null;
    if (link && new URL(link.href).pathname !== location.pathname) leaving = { from: location.pathname, when: performance.now() };
  }
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, did, true);
  for (const kind of ["change", "drop"]) addEventListener(kind, gave, true);
  addEventListener("click", left, true);
  addEventListener("popstate", () => { waiting = false; typing = lastTyped = leaving = null; }, true);

  return { forget: (before) => { if (since < before) waiting = false; } };
})();

/* When a run is finished, what was done before can change the address no more. */
const runs = new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target.dataset.testScriptState === "notRunning") {
      const done = performance.now();
      setTimeout(() => {
        if (target.dataset.testScriptState === "notRunning") chronicle.forget(done);
      }, 400);
      finished();
    }
  }
});

/* Charts and tables are drawn for the theme of their run: with another theme they are drawn anew. Streamlit's own key
 * for a new run is the only door to one from here. */
const drawn = { theme: null };
const themes = new MutationObserver(([{ target }]) => {
  const theme = getComputedStyle(target).colorScheme;
  if (drawn.theme !== null && theme !== drawn.theme) {
    for (const kind of ["keydown", "keyup"]) document.dispatchEvent(new KeyboardEvent(kind, { key: "r", bubbles: true }));
  }
  drawn.theme = theme;
});

/* On a phone the filters cover the page: they give way to the answer once something is chosen in them. */
addEventListener("spbe:address", () => {
  const menu = find("stSidebar");
  if (WIDE.matches || menu?.dataset.collapsed !== "false") return;
  setTimeout(() => find("stSidebarCollapseButton")?.querySelector("button")?.click(), 50);
});

/* What a browser remembers: the region looked at last, offered on the next visit. */
const LAST = "spbe-daerah";
function remember() {
  const region = new URLSearchParams(location.search).get("daerah");
  const shown = document.querySelector("[class*=st-key-daerah] input")?.value; // what the address asks for may be nobody
  try {
    if (region && region === shown) localStorage.setItem(LAST, region);
  } catch { /* a browser that keeps nothing */ }
}
function offer() {
  const place = document.querySelector("[data-spbe=terakhir]");
  if (!place || place.childNodes.length) return;
  let region = null;
  try {
    region = localStorage.getItem(LAST);
  } catch { /* as above */ }
  if (!region) return;
  const address = new URL(location.href);
  address.pathname = `${BASE}/ringkasan`;
  address.search = new URLSearchParams({ daerah: region }).toString();
  const link = document.createElement("a");
  link.href = address.href;
  link.textContent = region;
  place.append("Terakhir dilihat: ", link);
}

/* The address of the view as it is given to others: what waits to be stored is its owner's alone. */
function sharedAddress() {
  const here = new URL(location.href);
  if (here.searchParams.has("berkas")) here.searchParams.delete("berkas");
  return here;
}

/* Copies the address of the view, a long one as a short link. */
const LONG = Number(document.currentScript.dataset.long);
async function copyLink(button) {
  const here = sharedAddress();
  let address = here.href;
  if (address.length > LONG) {
    const inside = here.pathname.slice(BASE.length).replace(/^\//, "") + here.search;
    const answer = await fetch(`${BASE}/spbe/tautan`, { method: "POST", body: inside });
    const said = await answer.json();
    if (!answer.ok) return tell(button, said.pesan);
    address = location.origin + said.tautan;
  }
  if (await copied(address)) tell(button, "Tautan tersalin");
  else prompt("Salin tautan ini:", address);
}
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* not over plain http, or refused */ }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.style.cssText = "position:fixed;opacity:0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
function tell(button, text) {
  const place = button.parentElement.querySelector("[role=status]");
  place.textContent = text;
  setTimeout(() => { place.textContent = ""; }, 4000);
}
addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-spbe]") : null;
  if (button?.dataset.spbe === "salin") copyLink(button).catch(() => tell(button, "Gagal menyalin; salin dari bilah alamat."));
  if (button?.dataset.spbe === "cari") document.querySelector("[class*=st-key-daerah] input")?.focus();
});

/* A field in which people type what no option is called: what it means, by the same rules as everywhere. */
const ADDED = /^Add: (.+)$/s;
async function mean(option) {
  const place = [...option.querySelectorAll("*"), option].find((item) => item.childElementCount === 0 && ADDED.test(item.textContent));
  if (!place) return;
  const written = ADDED.exec(place.textContent)[1];
  place.textContent = `Cari “${written}”`;
  if (option.parentElement?.closest("[role=listbox]")?.querySelectorAll("[role=option]").length > 1) return;
  const found = await (await fetch(`${BASE}/spbe/cari?q=${encodeURIComponent(written)}`)).json();
  if (found.length && place.isConnected) {
    const names = found.slice(0, 3).map((item) => item.nama).join(" / ");
    place.textContent = `${names} (“${written}”)`;
  }
}

function seen(node) {
  if (!(node instanceof Element)) return;
  if (node.querySelector("[data-spbe=terakhir]")) offer();
  const options = node.matches("[role=option]") ? [node] : node.querySelectorAll("[role=option]");
  for (const option of options) if (ADDED.test(option.textContent.trim())) mean(option).catch(() => {});
}

function finished() {
  remember();
  offer();
}

addEventListener("DOMContentLoaded", () => {
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") for (const node of change.addedNodes) seen(node);
      else if (change.target.parentElement) {
        const option = change.target.parentElement.closest("[role=option]");
        if (option && ADDED.test(option.textContent.trim())) mean(option).catch(() => {});
      }
    }
    const app = find("stApp");
    if (app && !app.dataset.spbe) {
      app.dataset.spbe = "dilihat";
      runs.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
      themes.observe(app, { attributes: true, attributeFilter: ["class"] });
      finished();
    }
  }).observe(document.body, {
    childList: true, subtree: true, characterData: true,
  });
});

/* What is new since the last visit: the revision seen last comes from the browser, unless the address names one. */
{
  const SEEN = "spbe.revisi";
  const path = location.pathname.replace(/\/$/, "");
  const asked = new URLSearchParams(location.search);
  let seen = null;
  let begins = false; // a visit is a tab that opens here: reloading it, or going back in it, is the same visit
  try {
    seen = localStorage.getItem(SEEN);
    begins = (path === BASE || path === `${BASE}/ringkasan`) && sessionStorage.getItem(SEEN) === null;
    if (begins) sessionStorage.setItem(SEEN, seen ?? "");
  } catch { /* a browser that keeps nothing has seen nothing */ }
  if (begins && seen && /^\d{1,9}$/.test(seen) && !asked.has("sejak") && !asked.has("t")) {
    asked.set("sejak", seen);
    history.replaceState(history.state, "", `${location.pathname}?${asked}${location.hash}`);
  }
  let soon = 0; // a page changes often while it is drawn: one look when it has come to rest
  const look = new MutationObserver(() => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      const now = document.querySelector("[data-spbe-revisi]")?.dataset.spbeRevisi;
      if (!now) return;
      look.disconnect(); // what comes later in this visit is news to the next one
      if (!begins || now === seen) return;
      try { localStorage.setItem(SEEN, now); } catch { /* nothing is kept */ }
    }, 250);
  });
  addEventListener("DOMContentLoaded", () => look.observe(document.body, { childList: true, subtree: true }));
}
