// Pictures and the map on a page. The map's geometry is fetched once per release; after that a
// change sends its paint only, and attributes of the same elements are updated: focus stays.
// What `map.py` draws for paper and what is painted here must be equal (tests/browser/test_map.py).

const SVG = 'http://www.w3.org/2000/svg';
// The sheet of the map, and the smaller form of a picture, by the width there is in pixels.
const NARROW = 400;
const LEAST = 330;
const STRONG = 650;
const KINDS = ['value', 'secret', 'missing', 'not_applicable'];
// The hatches of drawings/hatching.py, and how far each is turned.
const HATCHES = ['', 'slant', 'level'];
const TURN = { slant: 45, level: 90 };
const HALO = { secret: 'var(--panel)', missing: 'var(--bg)', not_applicable: 'var(--bg)' };
const WAYS = ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'];
const STROKES = { pointed: [1.6], chosen: [6, 3], focused: [6.5, 2.8] };
const views = new WeakMap();
const files = new Map();
const ruler = document.createElement('canvas').getContext('2d');
let styled = null;
let made = 0;

export function draw(component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view || view.kind !== data.kind) {
    view?.leave();
    view = data.kind === 'map' ? new MapView(parentElement) : new PictureView(parentElement);
    views.set(parentElement, view);
  }
  view.show(component);
  return () => view.leave();
}

function dress() {
  styled ??= new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`drawing.css${new URL(import.meta.url).search}`, import.meta.url).href;
    link.onload = link.onerror = done;
    document.head.append(link);
  });
  return styled;
}

function fetched(address) {
  if (!files.has(address)) {
    const text = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.text();
    });
    text.catch(() => files.delete(address));
    files.set(address, text);
  }
  return files.get(address);
}

function element(name, attributes = {}, words = '') {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (words) made.textContent = words;
  return made;
}

function set(node, key, value) {
  if (value === null) node.removeAttribute(key);
  else if (node.getAttribute(key) !== String(value)) node.setAttribute(key, value);
}

class View {
  constructor(parent) {
    this.host = document.createElement('div');
    this.host.className = `drawing drawing-${this.kind}`;
    parent.append(this.host);
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.host);
  }

  leave() {
    document.removeEventListener('pointerdown', this.outside);
    this.sizes.disconnect();
    this.host.remove();
  }

  get sheetName() {
    const width = this.host.clientWidth;
    if (width === 0 || width >= NARROW) return 'wide';
    return width < LEAST ? 'least' : 'narrow';
  }

  reserve([width, height]) {
    this.host.style.setProperty('--ratio', `${width} / ${height}`);
  }
}

// A picture may hold marks that choose something: elements with `data-pick`, buttons by their role.
// They are walked by Tab or by arrows, chosen by click, Enter or the space bar.
class PictureView extends View {
  constructor(parent) {
    super(parent);
    this.host.addEventListener('click', (event) => this.pick(event));
    this.host.addEventListener('keydown', (event) => this.key(event));
    this.said = document.createElement('p');
    this.said.className = 'drawing-said';
    this.said.setAttribute('role', 'status');
    parent.append(this.said);
  }

  leave() {
    this.said.remove();
    super.leave();
  }

  get kind() { return 'picture'; }

  show(component) {
    const before = this.data?.picture.svg;
    this.component = component;
    this.data = component.data;
    dress().then(() => this.resized());
    this.resized();
    if (before !== undefined && before !== this.data.picture.svg) this.reveal(true);
  }

  // What a mark opens may be out of sight: it is brought there and its heading is heard. The mark
  // keeps the focus. Before the answer has come, what is open already is the best there is.
  reveal(answered) {
    if (!this.opening || !this.data.opens) return;
    this.opening = !answered;
    requestAnimationFrame(() => {
      const opened = document.querySelector(this.data.opens);
      if (!opened) return;
      const { top, bottom } = opened.getBoundingClientRect();
      if (top < 0 || bottom > window.innerHeight) opened.scrollIntoView({ block: 'start' });
      if (answered) this.said.textContent = opened.querySelector('h2')?.textContent ?? '';
    });
  }

  resized() {
    const picture = this.sheetName !== 'wide' && this.data.small ? this.data.small : this.data.picture;
    this.reserve(picture.size);
    this.host.style.maxWidth = this.data.most ? `${this.data.most}px` : '';
    if (this.shown === picture.svg) return;
    // The same mark keeps the focus, wherever it is now, and though what choosing it does may differ.
    const held = this.marks().indexOf(document.activeElement);
    const code = this.picked(document.activeElement);
    this.shown = picture.svg;
    this.host.innerHTML = picture.svg;
    if (held < 0) return;
    const marks = this.marks();
    (marks.find((mark) => mark.dataset.pick === code) ?? marks[held])?.focus();
  }

  marks() {
    return [...this.host.querySelectorAll('[data-pick]')];
  }

  picked(node) {
    return this.host.contains(node) ? node.closest('[data-pick]')?.dataset.pick : undefined;
  }

  pick(event) {
    const code = this.picked(event.target);
    if (code === undefined) return;
    this.component.setTriggerValue('selected', code);
    this.opening = true;
    this.reveal(false);
  }

  key(event) {
    if (this.picked(event.target) === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const way = WAYS.indexOf(event.key);
    if (event.key === 'Enter' || event.key === ' ') this.pick(event);
    else if (event.key === 'Escape') {
      this.opening = false;
      this.component.setTriggerValue('let_go', true);
    } else if (way >= 0) {
      const marks = this.marks();
      const at = marks.indexOf(event.target.closest('[data-pick]'));
      marks[(at + (way === 1 || way === 2 ? 1 : marks.length - 1)) % marks.length].focus();
    } else return;
    event.preventDefault();
  }
}

class MapView extends View {
  get kind() { return 'map'; }

  show(component) {
    this.component = component;
    const { data } = component;
    this.reserve(data.room[this.sheetName]);
    const words = data.paint.w;
    if (this.source === data.source) {
      if (this.svg) this.paint();
      return;
    }
    this.source = data.source;
    const wait = setTimeout(() => this.say(words.loading), 500);
    Promise.all([fetched(data.source), dress()])
      .then(([text]) => {
        if (this.source === data.source) this.build(text);
      })
      .catch((error) => {
        console.warn(`map: ${error.message}`);
        this.source = null;
        this.fail(this.component.data.paint.w);
      })
      .finally(() => clearTimeout(wait));
  }

  say(words) {
    if (this.svg || !words) return;
    this.host.innerHTML = '<p class="drawing-wait" role="status"></p>';
    this.host.firstChild.textContent = words;
  }

  fail(words) {
    this.svg = null;
    this.host.innerHTML = '<div class="drawing-failed" role="status"><b></b><button></button></div>';
    this.host.querySelector('b').textContent = words.failed ?? '';
    const button = this.host.querySelector('button');
    button.textContent = words.retry ?? '';
    button.onclick = () => this.show(this.component);
  }

  build(text) {
    const focused = this.host.contains(document.activeElement);
    const id = `drawing-${++made}`;
    const unique = text.replaceAll('"p-', `"${id}-p-`);
    const base = new DOMParser().parseFromString(unique, 'image/svg+xml').documentElement;
    this.id = id;
    this.facts = JSON.parse(base.querySelector('metadata').textContent);
    base.querySelector('metadata').remove();
    this.svg = document.importNode(base, true);
    this.sheet = null;
    const [map, inset] = ['map', 'inset'].map((on) => {
      const group = this.svg.querySelector(`g.areas[data-on=${on}]`);
      return new Map([...(group?.children ?? [])].map((path) => [path.dataset.code, path]));
    });
    this.areas = map;
    this.insets = inset;
    this.active ??= this.component.data.paint.k;
    if (!this.areas.has(this.active)) this.active = this.facts.order[0];
    this.pointed = this.focused = null;
    this.host.replaceChildren(this.svg);
    this.host.insertAdjacentHTML(
      'beforeend',
      `<div class="drawing-fact" aria-hidden="true" hidden><b></b><span></span></div>
       <p class="drawing-said" role="status" aria-live="polite"></p>
       <p class="drawing-said" id="${id}-keys"></p><p class="drawing-said" id="${id}-alt"></p>`,
    );
    this.box = this.host.querySelector('.drawing-fact');
    this.said = this.host.querySelector('[aria-live]');
    set(this.svg, 'role', 'listbox');
    set(this.svg, 'aria-describedby', `${id}-keys ${id}-alt`);
    for (const [code, path] of this.areas) {
      set(path, 'role', 'option');
      set(path, 'id', `${id}-${code}`);
    }
    this.listen();
    this.paint();
    if (focused) this.areas.get(this.active).focus();
  }

  listen() {
    const at = (event) => event.target.closest?.('[data-code]')?.dataset.code;
    this.svg.addEventListener('pointerover', (event) => this.point(at(event), event.target));
    // A finger leaves at once, and its facts stay until it touches elsewhere.
    this.svg.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch') this.point(null);
    });
    this.outside ??= (event) => {
      if (this.svg && !this.host.contains(event.target)) this.point(null);
    };
    document.addEventListener('pointerdown', this.outside);
    this.svg.addEventListener('click', (event) => at(event) && this.choose(at(event)));
    this.svg.addEventListener('focusin', (event) => this.focus(at(event), event.target));
    this.svg.addEventListener('focusout', () => this.focus(null));
    this.svg.addEventListener('keydown', (event) => this.key(event, at(event)));
  }

  key(event, code) {
    if (!code || event.ctrlKey || event.altKey || event.metaKey) return;
    const { order, arrows } = this.facts;
    let to = null;
    if (WAYS.includes(event.key)) to = arrows[code][WAYS.indexOf(event.key)] ?? code;
    else if (event.key === 'Home') to = order[0];
    else if (event.key === 'End') to = order.at(-1);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(code);
    else if (event.key === 'Escape') this.hide();
    else if (event.key.length === 1) to = this.named(event.key, code);
    else return;
    if (event.key.length > 1 || event.key === ' ' || to) event.preventDefault();
    if (to) this.move(to);
  }

  named(letter, code) {
    const { order } = this.facts;
    const start = order.indexOf(code) + 1;
    const after = [...order.slice(start), ...order.slice(0, start)];
    const wanted = letter.toLocaleLowerCase();
    return after.find((one) => this.marks.get(one).name.toLocaleLowerCase().startsWith(wanted));
  }

  move(code) {
    this.active = code;
    this.tab();
    this.areas.get(code).focus({ preventScroll: false });
  }

  tab() {
    for (const [code, path] of this.areas) set(path, 'tabindex', code === this.active ? 0 : -1);
  }

  choose(code) {
    this.active = code;
    this.chosen = code;
    this.tab();
    this.select();
    const words = this.component.data.paint.w.chosen;
    const spoken = this.spoken(code);
    this.said.textContent = words ? `${words}: ${spoken}` : spoken;
    this.component.setTriggerValue('selected', code);
  }

  point(code, target) {
    if (code === this.pointed) return;
    this.pointed = code ?? null;
    this.outline('pointed', this.pointed);
    this.fact(this.pointed ?? this.focused, target);
    clearTimeout(this.speak);
    if (code) {
      this.speak = setTimeout(() => { this.said.textContent = this.spoken(code); }, 350);
    }
  }

  focus(code, target) {
    this.focused = code && target.matches(':focus-visible') ? code : null;
    if (code) {
      this.active = code;
      this.tab();
    }
    this.outline('focused', this.focused);
    this.fact(this.focused ?? this.pointed);
  }

  spoken(code) {
    const { fact, note } = this.marks.get(code);
    return note ? `${fact}, ${note}` : fact;
  }

  // The two lines of facts beside an area: above it, or below where there is no room.
  fact(code, target) {
    if (!code) {
      this.hide();
      return;
    }
    const { fact, note } = this.marks.get(code);
    const [head, more] = this.box.children;
    head.textContent = fact;
    more.textContent = note;
    this.box.hidden = false;
    const inset = this.facts.sheets[this.sheet].inset && this.insets.get(code);
    const enlarged = inset && !inset.hasAttribute('opacity');
    const shape = target?.dataset.code === code ? target : enlarged ? inset : this.areas.get(code);
    const [room, area] = [this.host, shape].map((node) => node.getBoundingClientRect());
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const middle = area.left + area.width / 2 - room.left;
    const left = Math.max(0, Math.min(middle - width / 2, room.width - width));
    const above = area.top - room.top - height - 9;
    const below = above < 0;
    this.box.classList.toggle('below', below);
    this.box.style.left = `${left}px`;
    this.box.style.top = `${below ? area.bottom - room.top + 9 : above}px`;
    this.box.style.setProperty('--tip', `${Math.max(8, Math.min(middle - left, width - 8))}px`);
  }

  hide() {
    this.box.hidden = true;
  }

  outline(kind, code) {
    const small = kind === 'chosen' && this.facts.small.includes(code);
    const strokes = small ? [0, 2] : STROKES[kind];
    for (const group of this.svg.querySelectorAll(`g.${kind}`)) {
      const on = group.dataset.on === 'map' ? this.areas : this.insets;
      const path = on.get(code)?.getAttribute('d') ?? null;
      const scale = this.facts.sheets[this.sheet][group.dataset.on][2];
      [...group.children].forEach((line, at) => {
        set(line, 'd', path);
        set(line, 'stroke-width', short(strokes[at] / scale));
      });
    }
  }

  paint() {
    const { paint } = this.component.data;
    const before = this.marks?.get(this.focused);
    this.marks = new Map(
      paint.m.map(([code, kind, step, name, text, fact, note, hatch = 0]) => [
        code, { kind: KINDS[kind], step, name, text, fact, note, hatch: HATCHES[hatch] },
      ]),
    );
    this.hatch(paint);
    for (const [on, paths] of [['map', this.areas], ['inset', this.insets]]) {
      for (const [code, path] of paths) this.fill(path, this.marks.get(code), on);
    }
    for (const [code, path] of this.areas) set(path, 'aria-label', this.spoken(code));
    set(this.svg, 'aria-label', paint.w.title || paint.a);
    this.host.querySelector(`#${this.id}-keys`).textContent = paint.w.keys ?? '';
    this.host.querySelector(`#${this.id}-alt`).textContent = paint.w.title ? paint.a : '';
    this.chosen = paint.k;
    this.tab();
    this.lay(true);
    const now = this.marks.get(this.focused);
    if (now && before && now.fact !== before.fact) this.said.textContent = this.spoken(this.focused);
    const shown = this.focused ?? this.pointed;
    if (shown && !this.box.hidden) this.fact(shown);
  }

  fill(path, mark, on) {
    const { s: stem } = this.component.data.paint;
    const value = mark.kind === 'value';
    const pattern = `url(#${this.id}-p-${mark.kind}-${on})`;
    const plain = mark.kind === 'not_applicable' ? 'var(--bg)' : pattern;
    set(path, 'fill', value ? this.filled(mark.hatch, `${stem}${mark.step}`, on) : plain);
    set(path, 'stroke', value ? null : 'var(--line)');
  }

  filled(hatch, ground, on) {
    return hatch ? `url(#${this.id}-p-${hatch}-${ground}-${on})` : `var(--${ground})`;
  }

  // The patterns that this paint needs over its classes, and on plain ground in the legend.
  hatch(paint) {
    this.svg.querySelector('defs.hatches')?.remove();
    const used = new Set([...this.marks.values()].filter((m) => m.hatch).map((m) => `${m.hatch} ${m.step}`));
    if (used.size === 0 && !paint.h) return;
    const defs = element('defs', { class: 'hatches' });
    const add = (hatch, ground, on, scale) => {
      const plain = ground === 'bg';
      const pattern = element('pattern', {
        id: `${this.id}-p-${hatch}-${ground}-${on}`, width: 7, height: 7, patternUnits: 'userSpaceOnUse',
        patternTransform: `scale(${scale}) rotate(${TURN[hatch]})`,
      });
      pattern.append(
        element('rect', { width: 7, height: 7, fill: `var(--${ground})` }),
        element('path', {
          d: 'M3.5 0V7', stroke: `var(--${plain ? 'line' : `${ground}t`})`, 'stroke-width': 1.2,
          'stroke-opacity': plain ? 1 : 0.5,
        }),
      );
      defs.append(pattern);
    };
    for (const on of ['map', 'inset']) {
      const scale = this.facts.sheets.wide[on]?.[2];
      if (!scale) continue;
      for (const one of used) {
        const [hatch, step] = one.split(' ');
        add(hatch, `${paint.s}${step}`, on, 1 / scale);
      }
    }
    for (const [hatch] of paint.h ?? []) if (hatch) add(HATCHES[hatch], 'bg', 'key', 1);
    this.svg.prepend(defs);
  }

  resized() {
    if (this.svg) this.lay(false);
  }

  // Put the drawing on the sheet that fits the width; labels and legend follow the sheet.
  lay(changed) {
    const sheet = this.sheetName;
    if (sheet === this.sheet && !changed) {
      this.host.style.setProperty('--unit', this.host.clientWidth / this.facts.sheets[sheet].box[0]);
      if (!this.box.hidden && (this.focused ?? this.pointed)) this.fact(this.focused ?? this.pointed);
      return;
    }
    const plan = this.facts.sheets[sheet];
    if (sheet !== this.sheet) {
      this.sheet = sheet;
      for (const group of this.svg.querySelectorAll('g[data-on]')) {
        const [x, y, scale] = plan[group.dataset.on];
        set(group, 'transform', `translate(${short(x)} ${short(y)}) scale(${scale})`);
        set(group, 'stroke-width', short(group.dataset.stroke / scale));
      }
      const frame = this.svg.querySelector('rect.frame');
      if (frame) ['x', 'y', 'width', 'height'].forEach((key, at) => set(frame, key, plan.frame[at]));
    }
    this.around(plan);
    this.labels(plan);
    const height = this.legend(plan);
    set(this.svg, 'viewBox', `0 0 ${plan.box[0]} ${height}`);
    this.reserve([plan.box[0], height]);
    this.host.style.setProperty('--unit', this.host.clientWidth / plan.box[0] || 1);
    this.select();
    this.outline('focused', this.focused);
    this.outline('pointed', this.pointed);
  }

  select() {
    for (const [code, path] of this.areas) set(path, 'aria-selected', code === this.chosen);
    for (const label of this.svg.querySelectorAll('.labels g')) {
      const weight = label.dataset.code === this.chosen ? STRONG : null;
      label.querySelectorAll('text:not(:last-child)').forEach((t) => set(t, 'font-weight', weight));
    }
    this.outline('chosen', this.chosen);
  }

  around(plan) {
    const { w: words } = this.component.data.paint;
    this.svg.querySelectorAll('g.around text').forEach((text, at) => {
      text.textContent = words.around?.[at] ?? '';
      const [x, y] = plan.around[at];
      for (const [key, value] of [['x', x], ['y', y], ['font-size', plan.text[0]]]) set(text, key, value);
    });
    const caption = this.svg.querySelector('.caption');
    if (caption) {
      caption.textContent = words.inset;
      set(caption, 'x', plan.frame[0] - 1);
      set(caption, 'y', plan.frame[1] - 8);
      set(caption, 'font-size', plan.text[0]);
    }
  }

  labels(plan) {
    const [size, leading] = plan.text;
    const { s: stem } = this.component.data.paint;
    const groups = this.facts.order.map((code) => {
      const mark = this.marks.get(code);
      const [x, first, anchor, lines, outside, leader] = plan.labels[code];
      const names = split(mark.name, lines);
      const y = first + (leading * (lines - names.length)) / 2;
      const value = mark.kind === 'value' && !outside;
      const colour = value ? `var(--${stem}${mark.step}t)` : 'var(--ink)';
      const halo = value ? `var(--${stem}${mark.step})` : outside ? 'var(--bg)' : HALO[mark.kind];
      const group = element('g', { 'data-code': code });
      if (leader) group.append(element('path', { d: leader, fill: 'none', stroke: 'var(--ink)' }));
      [...names, mark.text].forEach((words, row, all) => {
        const attributes = {
          x: short(x), y: short(y + row * leading), 'font-size': size, fill: colour,
          stroke: halo, 'stroke-width': 3.2, 'stroke-linejoin': 'round', 'paint-order': 'stroke',
        };
        if (anchor !== 'start') attributes['text-anchor'] = anchor;
        if (row === all.length - 1) attributes['font-weight'] = STRONG;
        group.append(element('text', attributes, words));
      });
      return group;
    });
    this.svg.querySelector('g.labels').replaceChildren(...groups);
  }

  legend(plan) {
    const { s: stem, b: breaks, u: unit, m: marks, w: words } = this.component.data.paint;
    const size = plan.text[0];
    const grey = { 'font-size': size, fill: 'var(--ink2)' };
    const measure = (text) => {
      ruler.font = `${size}px "Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif`;
      return ruler.measureText(text).width;
    };
    const [x, y, most, upright] = plan.legend;
    const steps = breaks.length + 1;
    const tick = Math.max(0, ...breaks.map(measure)) + 5;
    let width = Math.min(most, plan.box[0] - x - measure(unit) - 6);
    const below = !upright && width < steps * tick;
    if (below) width = Math.min(Math.max(most, steps * tick), plan.box[0] - x - 1);
    let [left, top] = upright ? [x, y] : below ? [x, y + 38] : [x + width + 4, y];
    const each = width / steps;
    const start = y + (unit ? 20 : 0);
    const parts = [];
    for (let step = 1; step <= steps; step += 1) {
      const place = upright
        ? { x, y: start + 20 * (steps - step), width: 22, height: 18.5 }
        : { x: short(x + (step - 1) * each), y, width: short(each - 1.5), height: 12 };
      parts.push(element('rect', { ...place, fill: `var(--${stem}${step})` }));
    }
    breaks.forEach((text, at) => {
      const place = upright
        ? { x: x + 29, y: start + 20 * (steps - at - 1) + 3.5 }
        : { x: short(x + (at + 1) * each - 0.8), y: y + 27, 'text-anchor': 'middle' };
      parts.push(element('text', { ...place, ...grey }, text));
    });
    parts.push(element('text', { x: short(left), y: top + 11, ...grey }, unit));
    [left, top] = upright ? [x, start + 20 * steps + 10] : [left + measure(unit) + 20, top];
    KINDS.forEach((kind, number) => {
      if (number === 0 || !marks.some((mark) => mark[1] === number)) return;
      const room = 29 + measure(words[kind]);
      if (left + room > plan.box[0] || (upright && left > x)) {
        left = x;
        top += top > y ? 22 : 38;
      }
      const fill = kind === 'not_applicable' ? 'var(--bg)' : `url(#${this.id}-p-${kind})`;
      parts.push(
        element('rect', {
          x: short(left + 0.5), y: short(top + 0.5), width: 22, height: 11, fill, stroke: 'var(--line)',
        }),
        element('text', { x: short(left + 29), y: top + 11, ...grey }, words[kind]),
      );
      left += room + 20;
    });
    const hatches = this.component.data.paint.h ?? [];
    // Beside the inset there is no room for their words.
    const edge = upright && hatches.length ? 0 : x;
    if (edge !== x) [left, top] = [0, Math.max(plan.box[1], top + 22)];
    for (const [number, text] of hatches) {
      const room = 29 + measure(text);
      if (left + room > plan.box[0]) {
        left = edge;
        top += top > y ? 22 : 38;
      }
      parts.push(
        element('rect', {
          x: short(left + 0.5), y: short(top + 0.5), width: 22, height: 11,
          fill: this.filled(HATCHES[number], 'bg', 'key'), stroke: 'var(--line)',
        }),
        element('text', { x: short(left + 29), y: top + 11, ...grey }, text),
      );
      left += room + 20;
    }
    const group = this.svg.querySelector('g.legend');
    set(group, 'aria-hidden', 'true');
    group.replaceChildren(...parts);
    return top > y ? Math.max(plan.box[1], Math.round(top) + 22) : plan.box[1];
  }
}

function short(value) {
  return Number(value).toFixed(1).replace(/\.0$/, '');
}

// The same rule as split_name() in map.py.
function split(name, lines) {
  const places = [...name.slice(0, -1)].flatMap((letter, at) => (' -–\u00ad'.includes(letter) ? [at + 1] : []));
  if (lines === 1 || places.length === 0) return [name.replaceAll('\u00ad', '')];
  const longer = (at) => Math.max(name.slice(0, at).trimEnd().length, name.length - at);
  const at = places.reduce((best, one) => (longer(one) < longer(best) ? one : best));
  const head = name.slice(0, at).trimEnd().replace(/\u00ad$/, '-').replaceAll('\u00ad', '');
  return [head, name.slice(at).replaceAll('\u00ad', '')];
}
