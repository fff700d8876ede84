// The timeline of a run, and the list below it where that has more rows than the page.
(() => {
  const byId = (id) => document.getElementById(id);
  const calls = JSON.parse(byId("calls").textContent);
  const { lanes, counters, texts } = calls;
  const n = calls.lane.length;
  const canvas = byId("chart"), box = byId("timeline"), details = byId("details"), only = byId("only");
  const context = canvas.getContext("2d");

  // Where things are, in pixels.
  const gutter = 120, axis = 22, lane = lanes.length > 12 ? 16 : 28, bar = 9, track = 22;
  const height = axis + lane * lanes.length + track * counters.length + 6;
  const middle = (i) => axis + lane * i + lane - bar / 2 - 3;
  let width = 0;

  // What is seen: the times from and to, and the calls on an object, or all.
  const least = calls.timed ? 100 : 2 * calls.step;
  const all = [-calls.length * 0.01, calls.length * 1.01 || 1];
  let [from, to] = all;
  let filter = -1, hovered = -1, selected = -1;

  const inLane = lanes.map(() => []); // the calls of each lane, in time
  for (let i = 0; i < n; i++) inLane[calls.lane[i]].push(i);
  for (const list of inLane) list.sort((a, b) => calls.begin[a] - calls.begin[b]);
  const woken = [];
  for (let i = 0; i < n; i++) {
    const w = calls.waker[i];
    if (w >= 0 && calls.lane[w] !== calls.lane[i]) woken.push(i);
  }
  const released = new Map(); // by the call that lets others through
  for (const i of woken) released.set(calls.waker[i], [...(released.get(calls.waker[i]) || []), i]);
  woken.sort((a, b) => calls.end[a] - calls.end[b]);

  const x = (t) => gutter + ((t - from) / (to - from)) * (width - gutter);
  const time = (px) => from + ((px - gutter) / (width - gutter)) * (to - from);
  const seen = (i) => filter < 0 || calls.object[i] === filter;
  const wakes = (i) => Math.max(calls.begin[calls.waker[i]], Math.min(calls.end[calls.waker[i]], calls.end[i]));

  // The first index at which a sorted list has reached a value.
  function search(list, value, of) {
    let low = 0, high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (of(list[mid]) < value) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  // Drawing.

  let style = {}, hatches = new Map();
  function readStyle() {
    const css = getComputedStyle(document.documentElement);
    for (const name of ["paper", "box", "line", "lane", "ink", "dim", "current", "red"]) style[name] = css.getPropertyValue("--" + name);
    style.process = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => css.getPropertyValue("--p" + i));
    style.font = "11px " + getComputedStyle(document.body).fontFamily;
    hatches = new Map();
  }

  // The pattern of what waits.
  function hatch(color) {
    if (!hatches.has(color)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 4;
      const c = tile.getContext("2d");
      c.globalAlpha = 0.25;
      c.fillStyle = color;
      c.fillRect(0, 0, 4, 4);
      c.globalAlpha = 0.9;
      c.fillRect(0, 0, 1.4, 4);
      hatches.set(color, context.createPattern(tile, "repeat"));
    }
    return hatches.get(color);
  }

  let drawing = 0;
  function redraw() {
    drawing ||= requestAnimationFrame(draw);
  }

  function draw() {
    drawing = 0;
    if (width <= gutter) return; // it is not laid out yet, or nothing can be seen
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = style.box;
    context.fillRect(0, 0, width, height);
    context.font = style.font;
    context.textBaseline = "middle";
    drawAxis();
    context.save();
    context.beginPath();
    context.rect(gutter, 0, width - gutter, height);
    context.clip();
    lanes.forEach(drawLane);
    counters.forEach(drawCounter);
    drawArrows();
    mark(selected, style.ink);
    mark(hovered, style.dim);
    context.restore();
    drawNames();
  }

  // A round step of the axis, at least so many pixels wide.
  function roundStep(pixels) {
    const wanted = Math.max((pixels / (width - gutter)) * (to - from), calls.timed ? 1 : calls.step);
    const ten = 10 ** Math.floor(Math.log10(wanted));
    return [1, 2, 5, 10].find((f) => f * ten >= wanted * 0.999) * ten;
  }

  function drawAxis() {
    const step = roundStep(90);
    context.textAlign = "left";
    context.lineWidth = 1;
    context.strokeStyle = style.line;
    context.fillStyle = style.dim;
    context.beginPath();
    for (let t = Math.ceil(Math.max(from, 0) / step) * step; t <= to; t += step) {
      const px = Math.round(x(t)) + 0.5;
      if (px < gutter) continue;
      context.moveTo(px, 4);
      context.lineTo(px, height);
      context.fillText(calls.timed ? clock(t, step) : String(Math.round(t / calls.step)), px + 4, axis / 2);
    }
    context.stroke();
  }

  function drawNames() {
    context.textAlign = "left";
    lanes.forEach((l, i) => {
      context.fillStyle = style.process[l.color];
      text("P" + (i + 1) + " " + l.name, 8, middle(i), gutter - 14);
    });
    counters.forEach((c, i) => {
      context.globalAlpha = filter < 0 || filter === c.object ? 1 : 0.3;
      context.fillStyle = style.dim;
      text(c.name, 8, trackTop(i) + track / 2 + 2, gutter - 14);
      context.globalAlpha = 1;
    });
  }

  // Writes what fits.
  function text(s, left, y, room) {
    const fits = Math.floor(room / 6);
    if (fits < 2) return;
    context.fillText(s.length > fits + 1 ? s.slice(0, fits - 1) + "…" : s, left, y, room);
  }

  function drawLane(l, i) {
    const y = middle(i), list = inLane[i];
    const born = Math.max(gutter, x(l.begin)), dead = Math.min(width, x(l.end));
    if (dead > born) {
      context.fillStyle = style.lane;
      context.fillRect(born, y - 0.75, dead - born, 1.5);
    }
    const color = style.process[l.color];
    const first = search(list, from, (k) => calls.end[k]);
    // Calls that touch are one rectangle: there may be thousands in a few pixels.
    const runs = { [true]: [], [false]: [] }, waits = { [true]: [], [false]: [] };
    const labels = [];
    for (let k = first; k < list.length; k++) {
      const c = list[k], on = seen(c);
      const left = x(calls.begin[c]);
      if (left > width) break;
      const since = x(calls.since[c]), end = x(calls.end[c]);
      const right = end - left > 4 ? end - 1 : end; // where there is room, one can be told from the next
      join(runs[on], left, Math.max(calls.since[c] < calls.end[c] ? since : right, left + 1.5));
      if (calls.since[c] < calls.end[c]) join(waits[on], since, Math.max(right, since + 1));
      if (!on || lane < 20) continue;
      const next = k + 1 < list.length ? x(calls.begin[list[k + 1]]) : width;
      if (next - left > 24) labels.push([c, Math.max(left, gutter + 2), Math.min(next, width) - 4]);
    }
    for (const on of [false, true]) {
      context.globalAlpha = on ? 1 : 0.15;
      context.fillStyle = style.box;
      for (const [a, b] of waits[on]) context.fillRect(a, y - bar / 2, b - a, bar);
      context.fillStyle = hatch(color);
      for (const [a, b] of waits[on]) context.fillRect(a, y - bar / 2, b - a, bar);
      context.fillStyle = color;
      for (const [a, b] of runs[on]) context.fillRect(a, y - bar / 2, b - a, bar);
    }
    context.globalAlpha = 1;
    context.fillStyle = style.ink;
    context.textAlign = "left";
    for (const [c, left, right] of labels) text(texts[calls.does[c]], left, y - bar / 2 - 8, right - left);
  }

  // Adds a part of a lane, to the one before it where they touch.
  function join(list, left, right) {
    left = Math.max(left, gutter - 4);
    right = Math.min(right, width + 4);
    const last = list[list.length - 1];
    if (last && left < last[1] + 0.5) last[1] = Math.max(last[1], right);
    else if (right > left) list.push([left, right]);
  }

  const trackTop = (i) => axis + lane * lanes.length + track * i;

  function drawCounter(c, i) {
    const top = trackTop(i) + 6, bottom = trackTop(i) + track - 1;
    const most = c.value.reduce((a, b) => Math.max(a, b), 1);
    const y = (v) => bottom - (v / most) * (bottom - top);
    context.globalAlpha = filter < 0 || filter === c.object ? 1 : 0.2;
    context.fillStyle = style.line;
    context.fillRect(gutter, bottom, width - gutter, 1);
    context.strokeStyle = style.ink;
    context.lineWidth = 1;
    context.beginPath();
    // Of the values in one pixel the highest and the lowest are drawn.
    let k = Math.max(0, search(c.at, from, (t) => t) - 1), pen = false;
    let px = -Infinity, low = 0, high = 0, value = 0;
    const flush = () => {
      if (px === -Infinity) return;
      if (low !== high) {
        context.moveTo(px, y(low));
        context.lineTo(px, y(high));
      }
      context.moveTo(px, y(value));
    };
    for (; k < c.at.length; k++) {
      const at = Math.max(gutter - 2, Math.round(x(c.at[k])) + 0.5);
      if (at > width) break;
      if (at !== px) {
        flush();
        if (pen) context.lineTo(at, y(value));
        px = at;
        low = high = pen ? value : c.value[k];
        pen = true;
      }
      value = c.value[k];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    flush();
    if (pen) context.lineTo(Math.min(width, x(calls.length)), y(value));
    context.stroke();
    context.globalAlpha = 1;
  }

  function drawArrows() {
    const left = search(woken, from, (i) => calls.end[i]);
    const drawn = new Set(), arrows = [];
    for (let k = left; k < woken.length; k++) {
      const i = woken[k], w = calls.waker[i];
      if (!seen(i)) continue;
      const a = x(wakes(i)), b = x(calls.end[i]);
      if (a > width) break;
      const key = calls.lane[w] + " " + calls.lane[i] + " " + (b >> 2);
      if (drawn.has(key)) continue; // one of the kind in these pixels
      drawn.add(key);
      const down = calls.lane[i] > calls.lane[w] ? 1 : -1;
      const start = middle(calls.lane[w]) + (down * bar) / 2, end = middle(calls.lane[i]) - (down * bar) / 2;
      arrows.push([a, start, b, end]);
    }
    const many = arrows.length > 300;
    context.strokeStyle = context.fillStyle = style.ink;
    context.globalAlpha = many ? 0.4 : 0.85;
    context.lineWidth = 1.25;
    context.beginPath();
    for (const [a, start, b, end] of arrows) {
      if (b - a < 1) { // upright, which is quicker as a rectangle
        context.fillRect(Math.round(b) - 0.5, Math.min(start, end), 1.25, Math.abs(end - start));
      } else {
        context.moveTo(a, start);
        context.lineTo(b, end);
      }
      if (many) continue;
      const angle = Math.atan2(end - start, b - a);
      context.moveTo(b, end);
      for (const turn of [0.4, -0.4]) context.lineTo(b - 7 * Math.cos(angle + turn), end - 7 * Math.sin(angle + turn));
      context.lineTo(b, end);
    }
    context.stroke();
    if (!many) context.fill();
    context.globalAlpha = 1;
  }

  function mark(i, color) {
    if (i < 0) return;
    const left = x(calls.begin[i]), right = Math.max(x(calls.end[i]), left + 1.5);
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.strokeRect(left - 2, middle(calls.lane[i]) - bar / 2 - 2, right - left + 4, bar + 4);
    context.fillStyle = color;
    context.globalAlpha = 0.4;
    context.fillRect(left, axis, 1, height - axis);
    context.globalAlpha = 1;
  }

  // Times in words: those of the axis, as exact as its step, and how long it took.
  function clock(t, step) {
    const units = [["s", 1e9], ["ms", 1e6], ["µs", 1e3], ["ns", 1]];
    const [unit, size] = units.find(([, size]) => Math.max(t, step) >= size) || units[3];
    const digits = Math.max(0, Math.min(9, Math.ceil(Math.log10(size / step) - 1e-9)));
    return (t / size).toFixed(digits) + " " + unit;
  }
  function duration(t) {
    const [unit, size] = [["s", 1e9], ["ms", 1e6], ["µs", 1e3]].find(([, size]) => t >= size) || ["ns", 1];
    return Number((t / size).toPrecision(3)) + " " + unit;
  }

  // Going along it.

  function see(a, b) {
    const span = Math.min(Math.max(b - a, least), all[1] - all[0]);
    from = Math.min(Math.max((a + b - span) / 2, all[0]), all[1] - span);
    to = from + span;
    redraw();
  }
  function zoom(factor, px) {
    const t = time(px);
    const span = Math.min(Math.max((to - from) * factor, least), all[1] - all[0]);
    const start = t - ((px - gutter) / (width - gutter)) * span;
    see(start, start + span);
  }
  const move = (px) => see(from + (px / (width - gutter)) * (to - from), to + (px / (width - gutter)) * (to - from));
  const centre = () => gutter + (width - gutter) / 2;

  canvas.addEventListener("wheel", (e) => {
    e.preventDefault();
    const unit = e.deltaMode === 1 ? 20 : e.deltaMode === 2 ? 400 : 1;
    if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) move((e.deltaX || e.deltaY) * unit);
    else zoom(Math.exp(Math.max(-200, Math.min(200, e.deltaY * unit)) * 0.003), Math.max(e.offsetX, gutter));
    hide();
  }, { passive: false });

  let grip = null, moved = false;
  canvas.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    grip = e.clientX;
    moved = false;
    canvas.setPointerCapture(e.pointerId);
  });
  canvas.addEventListener("pointermove", (e) => {
    if (grip === null) return hover(e);
    if (!moved && Math.abs(e.clientX - grip) < 4) return;
    moved = true;
    canvas.classList.add("moving");
    hide();
    move(grip - e.clientX);
    grip = e.clientX;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (e) => {
      if (end === "pointerup" && grip !== null && !moved) {
        const i = at(e.offsetX, e.offsetY);
        if (i >= 0) page.show(Math.min(i + 1, page.frames.length - 1));
      }
      grip = null;
      canvas.classList.remove("moving");
    });
  }
  canvas.addEventListener("pointerleave", hide);
  canvas.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    const does = {
      "+": () => zoom(0.7, centre()), "=": () => zoom(0.7, centre()), "-": () => zoom(1 / 0.7, centre()), 0: () => see(...all),
      ArrowLeft: e.shiftKey && (() => move(-80)), ArrowRight: e.shiftKey && (() => move(80)),
    }[e.key];
    if (!does) return;
    e.preventDefault();
    does();
  });
  byId("in").addEventListener("click", () => zoom(0.5, centre()));
  byId("out").addEventListener("click", () => zoom(2, centre()));
  byId("fit").addEventListener("click", () => see(...all));

  // What is under the pointer.

  function at(px, py) {
    const i = Math.floor((py - axis) / lane);
    if (i < 0 || i >= lanes.length || px < gutter) return -1;
    const list = inLane[i];
    const t = time(px), near = (3 / (width - gutter)) * (to - from);
    let best = -1, distance = near;
    for (let k = search(list, t - near, (c) => calls.end[c]); k < list.length && calls.begin[list[k]] <= t + near; k++) {
      const c = list[k];
      const d = Math.max(0, calls.begin[c] - t, t - calls.end[c]);
      if (seen(c) && d <= distance && (best < 0 || d < distance)) [best, distance] = [c, d];
    }
    return best;
  }

  function hover(e) {
    const i = at(e.offsetX, e.offsetY);
    if (i !== hovered) {
      hovered = i;
      redraw();
    }
    if (i < 0) return hide();
    details.replaceChildren(...describe(i));
    details.hidden = false;
    const { width: w, height: h } = details.getBoundingClientRect();
    details.style.left = Math.max(4, Math.min(e.clientX + 14, innerWidth - w - 8)) + "px";
    details.style.top = (e.clientY + 18 + h > innerHeight ? Math.max(4, e.clientY - h - 12) : e.clientY + 18) + "px";
  }

  function hide() {
    details.hidden = true;
    if (hovered >= 0) redraw();
    hovered = -1;
  }

  const name = (i) => "P" + (calls.lane[i] + 1);
  const label = (i) => (i < page.count ? "step " + (i + 1) : page.then);

  // The lines of what is known of a call.
  function describe(i) {
    const line = (tag, s) => {
      const e = document.createElement(tag);
      e.textContent = s;
      return e;
    };
    const lines = [line("b", name(i) + " " + texts[calls.does[i]])];
    const [call, result] = [texts[calls.call[i]], texts[calls.result[i]]];
    if (call) lines.push(line("code", call + (result ? " = " + result : "")));
    lines.push(line("div", [label(i), texts[calls.place[i]]].filter(Boolean).join(" · ")));
    if (calls.timed) {
      const took = calls.end[i] - calls.begin[i], waited = calls.end[i] - calls.since[i];
      lines.push(line("div", "at " + (calls.begin[i] / 1e9).toFixed(6) + " s, for " + duration(took) + (waited > 0 ? ", blocked " + duration(waited) : "")));
    } else if (calls.since[i] < calls.end[i]) {
      lines.push(line("div", "waits since step " + calls.since[i] / calls.step));
    }
    const w = calls.waker[i];
    if (w >= 0) lines.push(line("div", "let through by " + name(w) + ", " + label(w)));
    const through = released.get(i) || [];
    if (through.length) lines.push(line("div", "lets through " + through.slice(0, 8).map((c) => name(c) + ", " + label(c)).join("; ")));
    return lines;
  }

  // The list. Its rows are a window on the steps that are listed.

  const rows = page.rows, steps = byId("steps"), most = 100;
  const columns = [...steps.querySelectorAll("[data-column]")].map((c) => Number(c.dataset.column));
  let listed = [], start = rows.length ? Number(rows[0].dataset.position) - 1 : 0; // the window's first, an index of listed

  function list() {
    listed = [];
    for (let i = 0; i < calls.rows; i++) {
      if (seen(i) || texts[calls.class[i]] === "marked") listed.push(i);
    }
  }

  // Fills the window from an index of listed on.
  function fill(first) {
    start = Math.max(0, Math.min(first, listed.length - rows.length));
    rows.forEach((row, k) => {
      row.hidden = start + k >= listed.length;
      if (row.hidden) row.dataset.position = -1;
      else fillRow(row, listed[start + k]);
    });
  }

  function fillRow(row, i) {
    const position = Math.min(i + 1, page.frames.length - 1);
    row.dataset.position = position;
    row.dataset.process = calls.lane[i] + 1;
    row.className = texts[calls.class[i]];
    row.classList.toggle("current", position === page.position());
    row.classList.toggle("later", position > page.position());
    const [head, when] = row.children;
    const a = head.querySelector("a") || document.createElement("a");
    a.textContent = i + 1;
    a.href = "#step=" + (i + 1);
    if (i >= page.count) head.replaceChildren(page.then);
    else if (!a.parentNode) head.replaceChildren(a);
    if (calls.timed) when.textContent = i < page.count ? (calls.begin[i] / 1e9).toFixed(6) : "";
    const does = row.querySelector(".does"), [who, what] = does.children;
    does.title = what.textContent = texts[calls.does[i]];
    who.textContent = name(i);
    who.className = "p" + lanes[calls.lane[i]].color;
    row.querySelector(".where").textContent = texts[calls.place[i]];
    const { values } = page.state(position);
    row.querySelectorAll(".value").forEach((cell, k) => {
      const v = (i < page.count && values.get(columns[k])) || { value: "", at: -1 };
      cell.title = cell.firstElementChild.textContent = v.value;
      cell.className = v.at === position ? "value changed" : "value";
    });
  }

  // Fills the window anew where people come near to its end.
  steps.addEventListener("scroll", () => {
    const half = rows.length >> 1, near = 240;
    const forward = steps.scrollTop + steps.clientHeight > steps.scrollHeight - near && start + rows.length < listed.length;
    const back = steps.scrollTop < near && start > 0;
    if (!forward && !back) return;
    const before = start, step = rows[0].offsetHeight;
    fill(forward ? start + half : start - half);
    steps.scrollTop -= (start - before) * step;
  }, { passive: true });

  only.addEventListener("change", () => {
    filter = only.value === "" ? -1 : Number(only.value);
    list();
    start = -1;
    redraw();
    page.refresh();
  });

  // Together with the rest of the page.

  page.follow.push((at) => {
    selected = at > 0 && at - 1 < n ? at - 1 : -1;
    if (selected >= 0 && (calls.begin[selected] > to || calls.end[selected] < from)) {
      const half = (to - from) / 2;
      see(calls.begin[selected] - half, calls.begin[selected] + half);
    }
    redraw();
    const i = search(listed, at - 1, (i) => i);
    if (start < 0 || i < start || i >= start + rows.length && start + rows.length < listed.length) fill(i - (rows.length >> 1));
  });

  for (const row of rows.splice(most)) row.remove();
  const skipped = calls.rows - rows.length;
  if (skipped > 0) steps.querySelector(".skipped").textContent = skipped + " more steps are not listed here.";
  box.hidden = false;
  canvas.style.height = height + "px";
  new ResizeObserver(() => {
    width = canvas.clientWidth;
    redraw();
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readStyle();
    redraw();
  });
  readStyle();
  list();
  page.refresh();
})();
