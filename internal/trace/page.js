"use strict";
(() => {
  const frames = JSON.parse(document.getElementById("frames").textContent);
  const end = frames.length - 1;
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const steps = byId("steps"), source = byId("source"), shared = byId("shared"), slider = byId("slider"), said = byId("said");
  const rows = all("#steps tbody tr").map((row) => ({ row, position: Number(row.dataset.position) }));
  const count = all("#steps tbody a").length; // of steps, without what is pending
  const cells = all("[data-cell]");
  const processes = new Map(all("[data-number]").map((row) => [Number(row.dataset.number), row]));
  const lines = new Map();
  for (const file of all(".file")) {
    for (const line of file.querySelectorAll("li")) lines.set(file.dataset.file + ":" + line.dataset.line, line);
  }
  let position = -1;

  // The state after a step is what all frames up to it make of the beginning.
  function state(at) {
    const now = new Map(), values = new Map();
    for (let i = 0; i <= at; i++) {
      for (const n of frames[i].now || []) now.set(n.process, n);
      for (const v of frames[i].values || []) values.set(v.cell, { ...v, at: i });
    }
    return { now, values };
  }

  function show(at) {
    at = Math.max(0, Math.min(end, at));
    if (at === position) return;
    position = at;
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
    for (const { row, position: p } of rows) {
      row.classList.toggle("current", p === position);
      row.classList.toggle("later", p > position);
      if (p !== position) continue;
      first = first || row;
      last = row;
      text.push("P" + row.dataset.process + " " + row.querySelector(".does").title);
    }
    const label = first ? first.querySelector("th").textContent : "";
    const known = first && first.querySelector("a") ? "Step " + label + " of " + count : label;
    said.textContent = first ? known + ": " + text.join(" · ") : "Before the first step";
    said.title = said.textContent;
    slider.setAttribute("aria-valuetext", said.textContent);
    if (first) {
      reveal(steps, last);
      reveal(steps, first);
    } else {
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
    const current = new Set(rows.filter((r) => r.position === position).map((r) => Number(r.row.dataset.process)));
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
    if (on.closest(".side")) return; // they scroll
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
})();
