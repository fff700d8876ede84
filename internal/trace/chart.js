// The calls of a run on a time axis: which there are, and where each is drawn.
const chart = (() => {
  const byId = (id) => document.getElementById(id);
  const calls = JSON.parse(byId("calls").textContent);
  const { lanes, counters, texts } = calls;
  const n = calls.lane.length;
  const canvas = byId("chart"), context = canvas.getContext("2d");

  // Where things are, in pixels.
  const gutter = 120, axis = 22, lane = lanes.length > 12 ? 16 : 28, bar = 9, track = 22;
  const height = axis + lane * lanes.length + track * counters.length + 6;
  const middle = (i) => axis + lane * i + lane - bar / 2 - 3;
  const trackTop = (i) => axis + lane * lanes.length + track * i;

  // What is seen: the times from and to, and the calls on an object, or all.
  const least = calls.timed ? 100 : 2 * calls.step;
  const all = [-calls.length * 0.01, calls.length * 1.01 || 1];
  const view = { from: all[0], to: all[1], width: 0, filter: -1, hovered: -1, selected: -1 };

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

  const x = (t) => gutter + ((t - view.from) / (view.to - view.from)) * (view.width - gutter);
  const time = (px) => view.from + ((px - gutter) / (view.width - gutter)) * (view.to - view.from);
  const seen = (i) => view.filter < 0 || calls.object[i] === view.filter;
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

  const style = {};
  let hatches;
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

  const name = (i) => "P" + (calls.lane[i] + 1);
  const label = (i) => (i < page.count ? "step " + (i + 1) : page.then);

  return {
    byId, calls, lanes, counters, texts, canvas, context, style, readStyle, hatch, view, least, all, inLane, woken, released,
    gutter, axis, lane, bar, track, height, middle, trackTop, x, time, seen, wakes, search, name, label,
  };
})();
