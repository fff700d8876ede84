// The list below the chart. Its rows are a window on the steps that are listed.
(() => {
  const { byId, calls, lanes, texts, view, seen, search, name } = chart;
  const only = byId("only");
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
    view.filter = only.value === "" ? -1 : Number(only.value);
    list();
    start = -1;
    chart.redraw();
    page.refresh();
  });

  page.follow.push((at) => {
    view.selected = at > 0 && at - 1 < calls.lane.length ? at - 1 : -1;
    if (view.selected >= 0 && (calls.begin[view.selected] > view.to || calls.end[view.selected] < view.from)) {
      const half = (view.to - view.from) / 2;
      chart.see(calls.begin[view.selected] - half, calls.begin[view.selected] + half);
    }
    chart.redraw();
    const i = search(listed, at - 1, (i) => i);
    if (start < 0 || i < start || i >= start + rows.length && start + rows.length < listed.length) fill(i - (rows.length >> 1));
  });

  for (const row of rows.splice(most)) row.remove();
  const skipped = calls.rows - rows.length;
  if (skipped > 0) steps.querySelector(".skipped").textContent = skipped + " more steps are not listed here.";
  byId("timeline").hidden = false;
  list();
  page.refresh();
})();
