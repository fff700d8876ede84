// Goes along the chart, and tells what is under the pointer.
(() => {
  const { byId, calls, lanes, texts, canvas, view, least, all, inLane, released } = chart;
  const { gutter, axis, lane, time, seen, search, name, label } = chart;
  const details = byId("details");

  function see(a, b) {
    const span = Math.min(Math.max(b - a, least), all[1] - all[0]);
    view.from = Math.min(Math.max((a + b - span) / 2, all[0]), all[1] - span);
    view.to = view.from + span;
    chart.redraw();
  }
  function zoom(factor, px) {
    const t = time(px);
    const span = Math.min(Math.max((view.to - view.from) * factor, least), all[1] - all[0]);
    const start = t - ((px - gutter) / (view.width - gutter)) * span;
    see(start, start + span);
  }
  const move = (px) => see(view.from + (px / (view.width - gutter)) * (view.to - view.from), view.to + (px / (view.width - gutter)) * (view.to - view.from));
  const centre = () => gutter + (view.width - gutter) / 2;

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
    const t = time(px), near = (3 / (view.width - gutter)) * (view.to - view.from);
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
    if (i !== view.hovered) {
      view.hovered = i;
      chart.redraw();
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
    if (view.hovered >= 0) chart.redraw();
    view.hovered = -1;
  }

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

  // How long something took, in words.
  function duration(t) {
    const [unit, size] = [["s", 1e9], ["ms", 1e6], ["µs", 1e3]].find(([, size]) => t >= size) || ["ns", 1];
    return Number((t / size).toPrecision(3)) + " " + unit;
  }

  chart.see = see;
})();
