// Draws the chart.
(() => {
  const { calls, lanes, counters, texts, canvas, context, style, view, inLane, woken } = chart;
  const { gutter, axis, lane, bar, track, height, middle, trackTop, x, seen, wakes, search, hatch, readStyle } = chart;

  let drawing = 0;
  chart.redraw = () => {
    drawing ||= requestAnimationFrame(draw);
  };

  function draw() {
    drawing = 0;
    if (view.width <= gutter) return; // it is not laid out yet, or nothing can be seen
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(view.width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(view.width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = style.box;
    context.fillRect(0, 0, view.width, height);
    context.font = style.font;
    context.textBaseline = "middle";
    drawAxis();
    context.save();
    context.beginPath();
    context.rect(gutter, 0, view.width - gutter, height);
    context.clip();
    lanes.forEach(drawLane);
    counters.forEach(drawCounter);
    drawArrows();
    mark(view.selected, style.ink);
    mark(view.hovered, style.dim);
    context.restore();
    drawNames();
  }

  // A round step of the axis, at least so many pixels wide.
  function roundStep(pixels) {
    const wanted = Math.max((pixels / (view.width - gutter)) * (view.to - view.from), calls.timed ? 1 : calls.step);
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
    for (let t = Math.ceil(Math.max(view.from, 0) / step) * step; t <= view.to; t += step) {
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
      context.globalAlpha = view.filter < 0 || view.filter === c.object ? 1 : 0.3;
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
    const born = Math.max(gutter, x(l.begin)), dead = Math.min(view.width, x(l.end));
    if (dead > born) {
      context.fillStyle = style.lane;
      context.fillRect(born, y - 0.75, dead - born, 1.5);
    }
    const color = style.process[l.color];
    const first = search(list, view.from, (k) => calls.end[k]);
    // Calls that touch are one rectangle: there may be thousands in a few pixels.
    const runs = { [true]: [], [false]: [] }, waits = { [true]: [], [false]: [] };
    const labels = [];
    for (let k = first; k < list.length; k++) {
      const c = list[k], on = seen(c);
      const left = x(calls.begin[c]);
      if (left > view.width) break;
      const since = x(calls.since[c]), end = x(calls.end[c]);
      const right = end - left > 4 ? end - 1 : end; // where there is room, one can be told from the next
      join(runs[on], left, Math.max(calls.since[c] < calls.end[c] ? since : right, left + 1.5));
      if (calls.since[c] < calls.end[c]) join(waits[on], since, Math.max(right, since + 1));
      if (!on || lane < 20) continue;
      const next = k + 1 < list.length ? x(calls.begin[list[k + 1]]) : view.width;
      if (next - left > 24) labels.push([c, Math.max(left, gutter + 2), Math.min(next, view.width) - 4]);
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
    right = Math.min(right, view.width + 4);
    const last = list[list.length - 1];
    if (last && left < last[1] + 0.5) last[1] = Math.max(last[1], right);
    else if (right > left) list.push([left, right]);
  }


  function drawCounter(c, i) {
    const top = trackTop(i) + 6, bottom = trackTop(i) + track - 1;
    const most = c.value.reduce((a, b) => Math.max(a, b), 1);
    const y = (v) => bottom - (v / most) * (bottom - top);
    context.globalAlpha = view.filter < 0 || view.filter === c.object ? 1 : 0.2;
    context.fillStyle = style.line;
    context.fillRect(gutter, bottom, view.width - gutter, 1);
    context.strokeStyle = style.ink;
    context.lineWidth = 1;
    context.beginPath();
    // Of the values in one pixel the highest and the lowest are drawn.
    let k = Math.max(0, search(c.at, view.from, (t) => t) - 1), pen = false;
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
      if (at > view.width) break;
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
    if (pen) context.lineTo(Math.min(view.width, x(calls.length)), y(value));
    context.stroke();
    context.globalAlpha = 1;
  }

  function drawArrows() {
    const left = search(woken, view.from, (i) => calls.end[i]);
    const drawn = new Set(), arrows = [];
    for (let k = left; k < woken.length; k++) {
      const i = woken[k], w = calls.waker[i];
      if (!seen(i)) continue;
      const a = x(wakes(i)), b = x(calls.end[i]);
      if (a > view.width) break;
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

  // A time in words, as exact as the axis' step.
  function clock(t, step) {
    const units = [["s", 1e9], ["ms", 1e6], ["µs", 1e3], ["ns", 1]];
    const [unit, size] = units.find(([, size]) => Math.max(t, step) >= size) || units[3];
    const digits = Math.max(0, Math.min(9, Math.ceil(Math.log10(size / step) - 1e-9)));
    return (t / size).toFixed(digits) + " " + unit;
  }

  canvas.style.height = height + "px";
  new ResizeObserver(() => {
    view.width = canvas.clientWidth;
    chart.redraw();
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readStyle();
    chart.redraw();
  });
  readStyle();
})();
