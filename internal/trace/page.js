"use strict";
// What page.show(12) brings: the page as it is after step 12. Who draws more than is
// here adds a function to page.follow, which is called with the step before that.
const page = (() => {
  const frames = JSON.parse(document.getElementById("frames").textContent);
  const end = frames.length - 1;
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const steps = byId("steps"), source = byId("source"), shared = byId("shared"), slider = byId("slider"), said = byId("said");
  const rows = all("#steps tbody tr");
  const count = Number(steps.dataset.count); // of steps, without what is pending
  const follow = [];
  const cells = all("[data-cell]");
  const processes = new Map(all("[data-number]").map((row) => [Number(row.dataset.number), row]));
  const lines = new Map();
  for (const file of all(".file")) {
    for (const line of file.querySelectorAll("li")) lines.set(file.dataset.file + ":" + line.dataset.line, line);
  }
  let position = -1;

  // The state after a step is what all frames up to it make of the beginning. The
  // last one is kept: people go forward.
  let known = { at: -1, now: new Map(), values: new Map() };
  function state(at) {
    if (at < known.at) known = { at: -1, now: new Map(), values: new Map() };
    while (known.at < at) {
      known.at++;
      for (const n of frames[known.at].now || []) known.now.set(n.process, n);
      for (const v of frames[known.at].values || []) known.values.set(v.cell, { ...v, at: known.at });
    }
    return known;
  }

  function show(at) {
    at = Math.max(0, Math.min(end, at));
    if (at === position) return;
    position = at;
    for (const f of follow) f(at);
    const { now, values } = state(at);
    slider.value = at;
    showSteps();
    showCells(values);
    showProcesses(now);
    clearTimeout(show.later); // browsers count changes of the address
    show.later = setTimeout(() => location.replace("#step=" + at), 200);
  }

  function showSteps() {
    let first = null, last = null, text = [];
    for (const row of rows) {
      const p = Number(row.dataset.position);
      row.classList.toggle("current", p === position);
      row.classList.toggle("later", p > position);
      if (p !== position) continue;
      first = first || row;
      last = row;
      text.push("P" + row.dataset.process + " " + row.querySelector(".does").title);
    }
    const step = position === 0 ? "Before the first step" : position <= count ? "Step " + position + " of " + count : steps.dataset.then;
    said.textContent = step + (first ? ": " + text.join(" · ") : "");
    said.title = said.textContent;
    slider.setAttribute("aria-valuetext", said.textContent);
    if (first) {
      reveal(steps, last);
      reveal(steps, first);
    } else if (position === 0) {
      steps.scrollTop = 0;
    }
  }

  function showCells(values) {
    let seen = null;
    for (const row of cells) {
      const v = values.get(Number(row.dataset.cell)) || { value: "", bytes: "", at: -1 };
      row.querySelector(".value").textContent = v.value;
      row.querySelector(".value").title = v.value;
      row.querySelector(".bytes").textContent = v.bytes || "";
      row.classList.toggle("changed", v.at === position && position > 0);
      if (row.matches(".changed") || (!seen && row.matches(".marked"))) seen = row;
    }
    if (seen) reveal(shared, seen);
  }

  function showProcesses(now) {
    for (const chip of all("#source .chip")) chip.remove();
    for (const line of all("#source .here")) line.classList.remove("here");
    const current = new Set(rows.filter((r) => Number(r.dataset.position) === position).map((r) => Number(r.dataset.process)));
    let here = null;
    for (const [number, row] of processes) {
      const n = now.get(number);
      row.querySelector(".now").textContent = n ? n.text : "";
      const line = n && lines.get(n.file + ":" + n.line);
      if (!line) continue;
      const chip = document.createElement("span");
      chip.className = "chip " + n.state + " " + row.querySelector("th").className;
      chip.textContent = "P" + number;
      chip.title = n.text;
      line.querySelector(".at").append(chip);
      if (!current.has(number)) continue;
      line.classList.add("here");
      here = here || line;
    }
    if (here) reveal(source, here);
  }

  // Scrolls a box, and only that, until an element in it can be seen.
  function reveal(box, element) {
    const outer = box.getBoundingClientRect(), inner = element.getBoundingClientRect();
    const above = inner.top - outer.top - 40, below = inner.bottom - outer.bottom + 12;
    if (above < 0) box.scrollTop += above;
    else if (below > 0) box.scrollTop += below;
  }

  function fromAddress() {
    const m = /^#step=(\d+)$/.exec(location.hash);
    return m ? Number(m[1]) : -1;
  }

  document.addEventListener("keydown", (e) => {
    const on = e.target;
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || on === slider) return;
    if (on.closest(".side, select")) return; // they scroll
    const to = { ArrowLeft: position - 1, ArrowRight: position + 1, Home: 0, End: end };
    if (on === steps) Object.assign(to, { ArrowUp: position - 1, ArrowDown: position + 1, PageUp: position - 10, PageDown: position + 10 });
    if (!(e.key in to)) return;
    e.preventDefault();
    show(to[e.key]);
  });
  slider.addEventListener("input", () => show(Number(slider.value)));
  byId("first").addEventListener("click", () => show(0));
  byId("back").addEventListener("click", () => show(position - 1));
  byId("forward").addEventListener("click", () => show(position + 1));
  byId("last").addEventListener("click", () => show(end));
  steps.addEventListener("click", (e) => {
    const row = e.target.closest("tbody tr");
    if (row && !getSelection().toString()) show(Number(row.dataset.position));
  });
  addEventListener("hashchange", () => {
    if (fromAddress() >= 0) show(fromAddress());
  });

  const copy = byId("copy");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const code = byId("replay");
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        document.execCommand("copy");
      }
      copy.textContent = "Copied";
    });
  }
  document.querySelector("nav").hidden = false;
  document.body.classList.add("stepping");
  show(fromAddress() >= 0 ? fromAddress() : end);
  const refresh = () => {
    const at = position;
    position = -1;
    show(at);
  };
  return { frames, rows, count, then: steps.dataset.then, state, show, refresh, follow, position: () => position };
})();
