// Environments as lanes: a stretch of the run, moved and zoomed, filtered by function; a call tells its story.
(() => {
  const source = document.getElementById('scenes-data');
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const section = document.getElementById('environments');
  const [timeline, labels, view, lanes] = ['.timeline', '.labels', '.lanes-view', '.lanes'].map(name => section.querySelector(name));
  const [why, point, panel, tools] = ['.why', '.point', '.story', '.tools'].map(name => section.querySelector(name));
  const [output, select] = ['output', 'select'].map(name => tools.querySelector(name));
  const buttons = [...section.querySelectorAll('[data-scene]')];
  const ROW = 24, HEAD = 30;
  const STARTS = ['', '', 'cold', 'warm', 're-initialised'], OUTCOMES = ['', 'error', 'timed out', 'crashed'];

  // Segments with absolute places in the stretch.
  for (const scene of data.scenes) {
    scene.rows = scene.lanes.map(([name, ordinal, held, created, ended, cause, flat]) => {
      const segments = [];
      for (let i = 0, time = 0; i < flat.length; i += 4) {
        const from = time + flat[i + 1], to = from + flat[i + 2];
        segments.push({ kind: flat[i] & 7, outcome: flat[i] >> 3 & 7, cut: flat[i] >= 64, from, to, call: flat[i + 3] });
        time = to;
      }
      return { name, ordinal, held, created, ended, cause, segments, items: segments.filter(segment => segment.kind > 1) };
    });
    scene.length = Math.max(1, scene.to - scene.from);
    const refused = scene.marks.map(([time, name, call, cause, dropped]) => ({ from: time, to: time, name, call, cause: scene.causes[cause], dropped }));
    scene.refused = refused;
  }

  let scene, from, to, rows, chosen = null, filter = -1, width = 1000;
  const x = time => (time - from) / (to - from) * width;

  const segmentClass = segment => segment.kind === 0 ? 'c' : segment.kind === 1 ? 'i' : segment.outcome ? 'x' : ['k', 'w', 'r'][segment.kind - 2];
  const draw = () => {
    width = view.clientWidth || 1000;
    const height = HEAD + rows.length * ROW;
    lanes.setAttribute('width', width);
    lanes.setAttribute('height', height);
    const parts = [];
    const add = (name, attributes, text) => parts.push(make(name, attributes, text));
    for (const [time, label] of timeTicks(scene.from + from, scene.from + to, Math.max(2, Math.floor(width / 110)))) {
      const at = x(time - scene.from), wide = label.length * 8.5;
      add('line', { class: 'grid', x1: at, x2: at, y1: HEAD - 6, y2: height });
      add('text', { class: at < wide / 2 ? 'tick' : at > width - wide / 2 ? 'tick end' : 'tick mid', x: clamp(at, 2, width - 2), y: 17 }, label);
    }
    rows.forEach((row, index) => {
      const y = HEAD + index * ROW;
      add('line', { class: 'base', x1: 0, x2: width, y1: y + ROW, y2: y + ROW });
      if (row.refused) {
        let last = -9;
        for (const mark of row.items) {
          if (mark.from < from || mark.from > to || x(mark.from) - last < 3) continue;
          last = x(mark.from);
          add('use', { href: mark.dropped ? '#dropped' : '#refused', x: last, y: y + ROW / 2 });
        }
        return;
      }
      const born = row.created, gone = row.ended ?? scene.length;
      if (gone > from && born < to) {
        const [a, b] = [x(Math.max(from, born)), x(Math.min(to, gone))];
        add('rect', { class: 'd', x: a, width: Math.max(0.5, b - a), y: y + 10, height: 4 });
      }
      for (const segment of row.segments) {
        if (segment.to < from || segment.from > to) continue;
        const a = x(Math.max(from, segment.from)), b = x(Math.min(to, segment.to));
        add('rect', { class: segmentClass(segment), x: a, width: Math.max(1.5, b - a), y: y + 4, height: ROW - 8 });
        if (segment.kind === 2 && segment.from >= from) add('rect', { class: 'first', x: a, width: 3, y: y + 4, height: ROW - 8 });
      }
      if (row.ended !== null && row.ended >= from && row.ended <= to) add('use', { href: '#end', x: x(row.ended), y: y + ROW / 2 });
    });
    if (chosen && rows[chosen.row]?.items[chosen.item]) {
      const item = rows[chosen.row].items[chosen.item], y = HEAD + chosen.row * ROW;
      if (item.to >= from && item.from <= to) add('rect', { class: 'chosen', x: x(Math.max(from, item.from)) - 3, width: x(Math.min(to, item.to)) - x(Math.max(from, item.from)) + 6, y: y + 1.5, height: ROW - 3, rx: 3 });
    }
    lanes.replaceChildren(...parts);
    output.textContent = to - from < scene.length ? `${moment(scene.from + from)} to ${moment(scene.from + to)}` : 'the whole stretch';
  };
  const label = row => {
    const element = document.createElement('div');
    element.className = 'lane' + (row.refused ? ' refused' : row.held ? ' held' : '');
    const name = document.createElement('span');
    name.textContent = row.refused ? 'throttled, dropped' : data.functions[row.name];
    element.append(name);
    if (!row.refused) {
      const ordinal = document.createElement('b');
      ordinal.textContent = '#' + row.ordinal;
      element.append(ordinal);
      element.title = data.functions[row.name] + '#' + row.ordinal;
    }
    return element;
  };
  const list = () => {
    const refused = scene.refused.filter(mark => filter < 0 || mark.name === filter);
    rows = scene.rows.filter(row => filter < 0 || row.name === filter);
    if (refused.length) rows = [{ refused: true, items: refused }, ...rows];
    const head = document.createElement('div');
    head.className = 'head';
    labels.replaceChildren(head, ...rows.map(label));
    chosen = null;
    draw();
  };
  const look = (a, b) => {
    const length = clamp(b - a, Math.min(scene.length, 1e3), scene.length);
    from = clamp((a + b - length) / 2, 0, scene.length - length);
    to = from + length;
    draw();
  };
  const zoom = (factor, around = (from + to) / 2) => look(around - (around - from) * factor, around + (to - around) * factor);
  const tell = () => document.dispatchEvent(new CustomEvent('lambdasim:scenes', { detail: data.scenes.map(other => ({ from: other.from, to: other.to, now: other === scene })) }));
  const open = (index, range) => {
    scene = data.scenes[index];
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', i === index));
    why.textContent = scene.why;
    [from, to] = range ?? scene.focus;
    const names = [...new Set([...scene.rows.map(row => row.name), ...scene.refused.map(mark => mark.name)])].sort((a, b) => data.functions[a] < data.functions[b] ? -1 : 1);
    if (!names.includes(filter)) filter = -1;
    select.replaceChildren(new Option('all functions', -1), ...names.map(name => new Option(data.functions[name], name)));
    select.value = filter;
    list();
    tell();
  };

  // Stories.
  const describe = (row, item) => {
    if (row.refused && item.call < 0) return `Waiting events of ${data.functions[item.name]}, ${item.cause}, at ${moment(scene.from + item.from)}`;
    if (row.refused) return `Call ${grouped(item.call)} of ${data.functions[item.name]}, ${item.cause}, at ${moment(scene.from + item.from)}`;
    return `Call ${grouped(item.call)} of ${data.functions[row.name]}, ${STARTS[item.kind]}${item.cut ? '' : item.outcome ? ', ' + OUTCOMES[item.outcome] : ''}, ${lasting(item.to - item.from)}${item.cut ? ' so far' : ''} from ${moment(scene.from + item.from)} in #${row.ordinal}`;
  };
  const element = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const story = (row, item) => {
    const told = scene.stories[item.call];
    const title = element('h3', '', describe(row, item));
    if (item.call < 0) return panel.replaceChildren(title, element('p', 'hint', 'Events that had waited equally long were due at this instant and were refused together; each waits on and is tried again.'));
    if (!told) {
      panel.replaceChildren(title, element('p', 'hint', `This page does not have the story of this call. Record the run with --log run.jsonl; then lambdasim explain run.jsonl ${item.call} tells it.`));
      return;
    }
    const [request, ...lines] = told;
    const table = element('table', 'lines', '');
    let time = scene.from;
    for (const [later, sentence, ...figures] of lines) {
      let next = 0;
      time += later;
      const line = table.insertRow();
      line.append(element('td', 'n', moment(time)), element('td', '', data.sentences[sentence].replace(/\u0001/g, () => figures[next++])));
    }
    panel.replaceChildren(title, element('p', 'hint', 'request ' + request), table);
  };
  const choose = (row, item, follow) => {
    if (!rows[row]?.items.length) return;
    chosen = { row, item: clamp(item, 0, rows[row].items.length - 1) };
    const picked = rows[row].items[chosen.item];
    if (follow && (picked.to < from || picked.from > to)) look(picked.from - (to - from) / 2, picked.from + (to - from) / 2);
    else draw();
    story(rows[row], picked);
  };

  // The item next to a place, by its lane and within a few pixels.
  const find = (px, py) => {
    const row = Math.floor((py - HEAD) / ROW);
    if (!rows[row] || py < HEAD) return null;
    let best = null, distance = 6;
    rows[row].items.forEach((item, index) => {
      const away = Math.max(0, x(item.from) - px, px - x(item.to));
      if (away < distance) [best, distance] = [index, away];
    });
    return best === null ? null : { row, item: best };
  };
  const nearest = (row, time) => {
    let best = 0;
    rows[row].items.forEach((item, index) => { if (Math.abs(item.from - time) < Math.abs(rows[row].items[best].from - time)) best = index; });
    return best;
  };

  // Pointer: a click chooses, a drag moves.
  let press = null;
  view.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    press = { at: event.clientX, from, to, moved: false };
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener('pointermove', event => {
    const box = lanes.getBoundingClientRect();
    if (press) {
      const by = (press.at - event.clientX) / width * (press.to - press.from);
      press.moved ||= Math.abs(event.clientX - press.at) > 4;
      if (press.moved) look(press.from + by, press.to + by);
      return;
    }
    const found = find(event.clientX - box.left, event.clientY - box.top);
    point.textContent = found ? describe(rows[found.row], rows[found.row].items[found.item]) : '';
    view.classList.toggle('over', found !== null);
  });
  view.addEventListener('pointerup', event => {
    const clicked = press && !press.moved;
    press = null;
    if (!clicked) return;
    const box = lanes.getBoundingClientRect();
    const found = find(event.clientX - box.left, event.clientY - box.top);
    if (found) choose(found.row, found.item);
  });
  view.addEventListener('pointercancel', () => { press = null; });
  view.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const at = from + (event.clientX - lanes.getBoundingClientRect().left) / width * (to - from);
    zoom(event.deltaY > 0 ? 1.25 : 0.8, at);
  }, { passive: false });

  // Keys: from call to call, from lane to lane.
  const actions = { in: () => zoom(0.5), out: () => zoom(2), fit: () => look(0, scene.length) };
  view.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { '+': actions.in, '=': actions.in, '-': actions.out, '0': actions.fit }[event.key];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], lane = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const first = () => { for (let row = 0; row < rows.length; row++) if (rows[row].items.length && !rows[row].refused) return row; return 0; };
    if (action) action();
    else if (step && event.shiftKey) look(from + step * (to - from) / 4, to + step * (to - from) / 4);
    else if (!rows.length) return;
    else if ((step || lane) && !chosen) choose(first(), nearest(first(), from), true);
    else if (step) choose(chosen.row, chosen.item + step, true);
    else if (lane) {
      let row = chosen.row + lane;
      while (rows[row] && !rows[row].items.length) row += lane;
      if (rows[row]) choose(row, nearest(row, rows[chosen.row].items[chosen.item].from), true);
    } else if (event.key === 'Home' && chosen) choose(chosen.row, 0, true);
    else if (event.key === 'End' && chosen) choose(chosen.row, Infinity, true);
    else return;
    event.preventDefault();
  });

  for (const button of tools.querySelectorAll('button')) button.addEventListener('click', actions[button.dataset.zoom]);
  buttons.forEach((button, index) => button.addEventListener('click', () => open(index)));
  select.addEventListener('change', () => { filter = Number(select.value); list(); });

  // The concurrency chart shows a part of the run: the stretch that has most of it follows.
  document.addEventListener('lambdasim:range', event => {
    const range = event.detail;
    if (range.whole) return;
    let best = -1, most = 0;
    data.scenes.forEach((other, index) => {
      const common = Math.min(range.to, other.to) - Math.max(range.from, other.from);
      if (common > most) [best, most] = [index, common];
    });
    if (best < 0) {
      why.textContent = `Nothing between ${moment(range.from)} and ${moment(range.to)} was recorded in detail; the shaded stretches of the concurrency chart were. To see another, replay with --window.`;
      return;
    }
    const other = data.scenes[best], part = [Math.max(0, range.from - other.from), Math.min(other.length, range.to - other.from)];
    if (other === scene) {
      why.textContent = scene.why;
      look(...part);
    } else open(best, part);
  });
  addEventListener('resize', () => draw());

  // Print: paper does not scroll or zoom.
  let seen = null;
  addEventListener('beforeprint', () => { seen = [from, to]; timeline.classList.add('paper'); draw(); });
  addEventListener('afterprint', () => { timeline.classList.remove('paper'); look(...seen); });
  tools.hidden = timeline.hidden = false;
  open(data.first);
})();
