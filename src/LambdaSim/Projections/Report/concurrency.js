// The concurrency chart: figures of a moment, zoom, and a part of the run that can be moved.
(() => {
  const source = document.getElementById('concurrency-data');
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const section = document.getElementById('concurrency');
  const chart = section.querySelector('.chart');
  const [svg, overview] = [chart.querySelector('svg'), chart.querySelector('.overview')];
  const plots = [...svg.querySelectorAll('.plot')];
  const main = plots.find(plot => plot.dataset.plot === 'main');
  const [cursor, selection, readout] = ['.cursor', '.selection', '.readout'].map(name => chart.querySelector(name));
  const part = overview.querySelector('.part');
  const tools = section.querySelector('.tools');
  const output = tools.querySelector('output');
  const { left, right } = data, count = data.running.length, whole = data.end / data.bin;
  const top = Number(main.getAttribute('y')), height = Number(main.getAttribute('height')), fullMax = Number(main.dataset.max);
  const least = Math.min(whole, 4);
  let [from, to, shown] = [0, whole, -1];

  const x = bin => left + (right - left) * (bin - from) / (to - from);
  const peak = () => {
    let most = 1;
    for (let i = Math.floor(from); i < Math.min(count, Math.ceil(to)); i++) most = Math.max(most, data.most[i], data.warm[i], data.provisioned[i], data.claimed[i]);
    return data.limit <= most * 2.5 ? Math.max(most, data.limit) : most;
  };

  const draw = () => {
    const zoomed = to - from < whole;
    const ticks = valueTicks(zoomed ? peak() : fullMax);
    const max = ticks[ticks.length - 1];
    for (const plot of plots) {
      const plotMax = Number(plot.dataset.max), seen = plot === main ? max : plotMax;
      plot.setAttribute('viewBox', `${from} ${plotMax - seen} ${to - from} ${seen}`);
    }
    svg.querySelector('.value-axis').replaceChildren(...ticks.flatMap(value => {
      const y = top + height * (1 - value / max);
      return [make('line', { class: 'grid', x1: left, x2: right, y1: y, y2: y }), make('text', { class: 'tick end', x: left - 10, y: y + 6 }, short(value))];
    }));

    // As many labels as there is room for at the size in which they are read.
    const size = parseFloat(getComputedStyle(svg.querySelector('.tick')).fontSize) || 17;
    const bottom = top + height;
    let free = -1;
    svg.querySelector('.time-axis').replaceChildren(
      ...timeTicks(from * data.bin, to * data.bin, Math.floor((right - left) / (size * 5))).flatMap(([time, label]) => {
        const at = x(time / data.bin), wide = label.length * size * 0.56, end = at + wide / 2 > 1198;
        const line = make('line', { class: 'axis', x1: at, x2: at, y1: bottom, y2: bottom + 7 });
        const begin = end ? right - wide : at - wide / 2;
        if (begin < free) return [line];
        free = begin + wide + 8;
        return [line, make('text', { class: end ? 'tick end' : 'tick mid', x: end ? right : at, y: bottom + 9 + size }, label)];
      }),
      make('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }));
    part.setAttribute('x', left + (right - left) * from / whole);
    part.setAttribute('width', Math.max(3, (right - left) * (to - from) / whole));
    overview.toggleAttribute('hidden', !zoomed);
    output.textContent = zoomed ? `${moment(from * data.bin)} to ${moment(to * data.bin)}` : 'the whole run';
    if (shown >= 0) show(shown);
  };
  const view = (a, b, tell = true) => {
    const length = clamp(b - a, least, whole);
    from = clamp((a + b - length) / 2, 0, whole - length);
    to = from + length;
    draw();
    if (tell) document.dispatchEvent(new CustomEvent('lambdasim:range', { detail: { from: from * data.bin, to: to * data.bin, whole: length === whole } }));
  };
  const zoom = (factor, around = (from + to) / 2) => view(around - (around - from) * factor, around + (to - around) * factor);

  const show = bin => {
    shown = clamp(bin, 0, count - 1);
    if (shown + 1 <= from || shown >= to) return cursor.setAttribute('visibility', 'hidden');
    const at = clamp(x(Math.min(shown + 0.5, whole)), left, right);
    cursor.setAttribute('x1', at);
    cursor.setAttribute('x2', at);
    cursor.setAttribute('visibility', 'visible');
    readout.textContent = `${moment(shown * data.bin)}: running ${short(data.running[shown])} (most ${grouped(data.most[shown])}), warm ${short(data.warm[shown])}`
      + (data.provisioned[shown] ? `, provisioned ${grouped(data.provisioned[shown])}` : '')
      + `, claimed ${grouped(data.claimed[shown])}, cold starts ${grouped(data.cold[shown])}`
      + (data.throttled[shown] ? `, throttled ${grouped(data.throttled[shown])}` : '');
  };

  // Pointer: a drag over the chart chooses a part, a double click shows all.
  const place = (event, picture) => {
    const box = picture.getBoundingClientRect();
    return (event.clientX - box.left) * 1200 / box.width;
  };
  const binAt = position => from + (to - from) * (clamp(position, left, right) - left) / (right - left);
  let dragged = null;
  svg.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    dragged = place(event, svg);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointermove', event => {
    const position = place(event, svg);
    if (position >= left && position <= right) show(Math.floor(binAt(position)));
    if (dragged === null) return;
    const [a, b] = [dragged, position].map(value => clamp(value, left, right)).sort((p, q) => p - q);
    selection.setAttribute('x', a);
    selection.setAttribute('width', b - a);
    selection.setAttribute('visibility', 'visible');
  });
  const drop = event => {
    if (dragged === null) return;
    const [a, b] = [dragged, place(event, svg)].sort((p, q) => p - q);
    dragged = null;
    selection.setAttribute('visibility', 'hidden');
    if (event.type === 'pointerup' && b - a > 6) view(binAt(a), binAt(b));
  };
  svg.addEventListener('pointerup', drop);
  svg.addEventListener('pointercancel', drop);
  svg.addEventListener('dblclick', () => view(0, whole));
  svg.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, binAt(place(event, svg)));
  }, { passive: false });

  // The overview: its part is dragged; a press beside it brings it there.
  let held = null;
  const move = event => {
    const middle = whole * (clamp(place(event, overview), left, right) - left) / (right - left) - held;
    view(middle - (to - from) / 2, middle + (to - from) / 2);
  };
  overview.addEventListener('pointerdown', event => {
    const bin = whole * (place(event, overview) - left) / (right - left);
    held = bin >= from && bin <= to ? bin - (from + to) / 2 : 0;
    overview.setPointerCapture(event.pointerId);
    move(event);
  });
  overview.addEventListener('pointermove', event => { if (held !== null) move(event); });
  for (const name of ['pointerup', 'pointercancel']) overview.addEventListener(name, () => { held = null; });

  const actions = { in: () => zoom(0.5, shown >= from && shown < to ? shown : undefined), out: () => zoom(2), fit: () => view(0, whole) };
  for (const button of tools.querySelectorAll('button')) button.addEventListener('click', actions[button.dataset.zoom]);
  chart.tabIndex = 0;
  chart.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
    const action = { '+': actions.in, '=': actions.in, '-': actions.out, '0': actions.fit }[event.key];
    if (step !== undefined && event.shiftKey) view(from + step * (to - from) / 8, to + step * (to - from) / 8);
    else if (step !== undefined) {
      show((shown < 0 ? Math.floor(from) - 1 : shown) + step);
      const length = to - from;
      if (shown < from) view(shown, shown + length);
      else if (shown + 1 > to) view(shown + 1 - length, shown + 1);
    } else if (action) action();
    else return;
    event.preventDefault();
  });

  // Stretches that are drawn in detail are shaded; the script that draws them says which.
  document.addEventListener('lambdasim:scenes', event => {
    main.querySelector('.scene-bands').replaceChildren(...event.detail.map(({ from: a, to: b, now }) =>
      make('rect', { class: now ? 'scene-band now' : 'scene-band', x: a / data.bin, width: Math.max((b - a) / data.bin, whole / 500), y: 0, height: fullMax })));
  });
  addEventListener('resize', draw);
  tools.hidden = false;
  chart.classList.add('live');
  draw();
})();
