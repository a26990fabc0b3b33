// The network on the screen: walked with arrows along its lines, chosen from, enlarged. The picture
// itself is finished when it arrives (handprint/drawings/network.py), ways of the arrows too.

const NARROW = 560;
const WAYS = ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'];
const MOST = 4;
const STEP = 1.4;
const views = new WeakMap();
let styled = null;
let made = 0;

export function draw(component) {
  const { parentElement } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new NetworkView(parentElement);
    views.set(parentElement, view);
  }
  view.show(component);
  return () => {
    view.leave();
    views.delete(parentElement);
  };
}

function dress() {
  styled ??= Promise.all(['drawing.css', 'network.css'].map((file) => new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`${file}${new URL(import.meta.url).search}`, import.meta.url).href;
    link.onload = link.onerror = done;
    document.head.append(link);
  })));
  return styled;
}

class NetworkView {
  constructor(parent) {
    this.id = `network-${++made}`;
    this.scale = 1;
    this.middle = null;
    this.host = document.createElement('div');
    this.host.className = 'drawing drawing-network';
    this.host.innerHTML = `<div class="sheet"></div><div class="foot"><p aria-live="polite"></p>
      <div class="zoom" role="group"><button type="button">+</button><button type="button">−</button>
      <button type="button"></button></div></div><p class="drawing-said" id="${this.id}-keys"></p>
      <p class="drawing-said" id="${this.id}-alt"></p>`;
    this.sheet = this.host.querySelector('.sheet');
    this.told = this.host.querySelector('.foot p');
    this.buttons = [...this.host.querySelectorAll('.zoom button')];
    parent.append(this.host);
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.host);
    this.listen();
  }

  leave() {
    this.sizes.disconnect();
    this.host.remove();
  }

  listen() {
    const at = (event) => event.target.closest?.('.node');
    const { sheet } = this;
    sheet.addEventListener('click', (event) => {
      if (!this.moved && at(event)) this.choose(at(event).dataset.code);
    });
    sheet.addEventListener('keydown', (event) => this.key(event, at(event)?.dataset.code));
    sheet.addEventListener('focusin', (event) => at(event) && this.tell(at(event), true));
    sheet.addEventListener('focusout', () => this.tell(null));
    sheet.addEventListener('pointerover', (event) => this.tell(at(event)));
    sheet.addEventListener('pointerleave', () => this.tell(null));
    // Without Ctrl the wheel goes on turning the page, unless the picture is in use.
    sheet.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !this.scaled && !sheet.contains(document.activeElement)) return;
      if (!event.ctrlKey && event.deltaY > 0 && !this.scaled) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, this.point(event));
    }, { passive: false });
    sheet.addEventListener('pointerdown', (event) => this.grab(event));
    sheet.addEventListener('pointermove', (event) => this.drag(event));
    for (const end of ['pointerup', 'pointercancel']) sheet.addEventListener(end, () => this.drop());
    this.buttons[0].onclick = () => this.zoom(STEP);
    this.buttons[1].onclick = () => this.zoom(1 / STEP);
    this.buttons[2].onclick = () => this.zoom(0);
  }

  show(component) {
    this.component = component;
    this.data = component.data;
    dress().then(() => this.resized());
    this.resized();
  }

  get scaled() { return this.scale > 1.001; }

  get picture() {
    const width = this.host.clientWidth;
    return width > 0 && width < NARROW ? this.data.small : this.data.picture;
  }

  resized() {
    const { words, most } = this.data;
    const { picture } = this;
    const [width, height] = picture.size;
    this.host.style.setProperty('--ratio', `${width} / ${height}`);
    // The whole picture in sight on a low window, as far as its letters allow.
    this.host.style.maxWidth = picture === this.data.small
      ? '' : `clamp(${most[0]}px, calc((100vh - 270px) * ${(width / height).toFixed(3)}), ${most[1]}px)`;
    this.buttons.forEach((button, place) => {
      const name = [words.closer, words.farther, words.whole][place];
      if (place === 2) button.textContent = name;
      else button.setAttribute('aria-label', name);
    });
    this.host.querySelector(`#${this.id}-keys`).textContent = words.keys;
    this.host.querySelector(`#${this.id}-alt`).textContent = picture.alt;
    if (this.shown !== picture.svg) this.put(picture);
    this.hint();
  }

  put(picture) {
    const held = this.sheet.contains(document.activeElement)
      ? document.activeElement.closest('.node')?.dataset.code : null;
    this.shown = picture.svg;
    this.sheet.innerHTML = picture.svg;
    this.svg = this.sheet.querySelector('svg');
    this.nodes = new Map();
    this.svg.setAttribute('role', 'listbox');
    this.svg.setAttribute('aria-label', this.data.words.title);
    this.svg.setAttribute('aria-describedby', `${this.id}-keys ${this.id}-alt`);
    // What is not walked is in the text alternative, and would be read twice.
    for (const part of this.svg.children) if (!part.matches('.node')) part.setAttribute('aria-hidden', 'true');
    for (const node of this.svg.querySelectorAll('.node')) {
      this.nodes.set(node.dataset.code, node);
      node.setAttribute('role', 'option');
      node.setAttribute('aria-label', node.dataset.says);
      node.setAttribute('aria-selected', node.dataset.chosen === '1');
      if (picture.idle.includes(node.dataset.code)) node.setAttribute('aria-disabled', 'true');
    }
    // Read in the order they are walked, whatever lies on top.
    for (const code of picture.order) this.svg.append(this.nodes.get(code));
    const chosen = picture.order.find((code) => this.nodes.get(code).dataset.chosen === '1');
    if (!this.nodes.has(this.active)) this.active = chosen ?? picture.order[0];
    if (!held && chosen) this.active = chosen;
    this.tab();
    this.view();
    if (held && this.nodes.has(held)) {
      this.active = held;
      this.tab();
      this.nodes.get(held).focus({ preventScroll: true });
    }
  }

  key(event, code) {
    if (!code || event.ctrlKey || event.altKey || event.metaKey) return;
    const { order, arrows } = this.picture;
    const way = WAYS.indexOf(event.key);
    if (way >= 0) this.move(arrows[code][way]);
    else if (event.key === 'Home') this.move(order[0]);
    else if (event.key === 'End') this.move(order.at(-1));
    else if (event.key === 'Enter' || event.key === ' ') this.choose(code);
    else if (event.key === '+') this.zoom(STEP, this.place(code));
    else if (event.key === '-') this.zoom(1 / STEP);
    else if (event.key === '0') this.zoom(0);
    else if (event.key === 'Escape' && this.scaled) this.zoom(0);
    // Chosen again, it is let go of.
    else if (event.key === 'Escape' && this.held()) this.component.setTriggerValue('selected', this.held());
    else if (event.key.length === 1) this.named(event.key, code);
    else return;
    event.preventDefault();
  }

  held() {
    return this.svg.querySelector('.node[data-chosen="1"]:not([aria-disabled])')?.dataset.code;
  }

  named(letter, code) {
    const { order } = this.picture;
    const start = order.indexOf(code) + 1;
    const wanted = letter.toLocaleLowerCase();
    const found = [...order.slice(start), ...order.slice(0, start)].find(
      (one) => this.nodes.get(one).dataset.says.toLocaleLowerCase().startsWith(wanted),
    );
    if (found) this.move(found);
  }

  move(code) {
    this.active = code;
    this.tab();
    this.nodes.get(code).focus({ preventScroll: this.scaled });
    if (this.scaled) {
      this.middle = this.place(code);
      this.view();
    }
  }

  tab() {
    for (const [code, node] of this.nodes) node.setAttribute('tabindex', code === this.active ? 0 : -1);
  }

  choose(code) {
    const node = this.nodes.get(code);
    this.active = code;
    this.tab();
    if (node.getAttribute('aria-disabled') === 'true') return;
    this.told.textContent = `${this.data.words.chosen}: ${node.dataset.says}`;
    this.told.classList.add('told');
    this.component.setTriggerValue('selected', code);
  }

  // The sentence of the node pointed at or focused, under the picture; its lines are drawn strong.
  tell(node, focused = false) {
    const held = this.sheet.contains(document.activeElement) && document.activeElement.closest('.node');
    const shown = node ?? (held && held.matches(':focus-visible') ? held : null);
    if (shown === this.telling && !focused) return;
    this.telling = shown;
    const code = shown?.dataset.code;
    for (const tie of this.svg?.querySelectorAll('path.tie') ?? []) {
      tie.classList.toggle('lit', code !== undefined && [tie.dataset.a, tie.dataset.b].includes(code));
    }
    if (focused && node) {
      this.active = code;
      this.tab();
    }
    if (shown) {
      this.told.textContent = shown.dataset.says;
      this.told.classList.add('told');
    } else this.hint();
  }

  hint() {
    if (this.telling) return;
    this.told.textContent = this.data.words.hint;
    this.told.classList.remove('told');
  }

  place(code) {
    const box = this.nodes.get(code).querySelector('.hit').getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  point(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [at.x, at.y];
  }

  // Zoom by a factor around a point, which stays where it is; nought shows the whole picture.
  zoom(factor, around) {
    const [x, y, width, height] = this.box;
    const before = this.scale;
    this.scale = factor === 0 ? 1 : Math.min(MOST, Math.max(1, this.scale * factor));
    const share = before / this.scale;
    const [px, py] = around ?? [x + width / 2, y + height / 2];
    this.middle = [px + (x + width / 2 - px) * share, py + (y + height / 2 - py) * share];
    this.view();
  }

  view() {
    const [width, height] = this.picture.size;
    const [wide, high] = [width / this.scale, height / this.scale];
    const inside = (at, span, whole) => Math.min(whole - span, Math.max(0, at - span / 2));
    this.middle ??= [width / 2, height / 2];
    this.box = [inside(this.middle[0], wide, width), inside(this.middle[1], high, height), wide, high];
    this.svg.setAttribute('viewBox', this.box.map((value) => value.toFixed(1)).join(' '));
    this.host.classList.toggle('enlarged', this.scaled);
    this.buttons[0].disabled = this.scale >= MOST - 0.001;
    this.buttons[1].disabled = this.buttons[2].disabled = !this.scaled;
  }

  grab(event) {
    this.moved = false;
    if (!this.scaled || event.button !== 0) return;
    this.from = [event.clientX, event.clientY, ...this.box];
  }

  drag(event) {
    if (!this.from) return;
    const [x, y, left, top, wide, high] = this.from;
    const unit = wide / this.sheet.clientWidth;
    const [dx, dy] = [(event.clientX - x) * unit, (event.clientY - y) * unit];
    if (Math.hypot(event.clientX - x, event.clientY - y) > 4) {
      this.moved = true;
      this.host.classList.add('dragged');
    }
    if (!this.moved) return;
    this.middle = [left - dx + wide / 2, top - dy + high / 2];
    this.view();
  }

  drop() {
    this.from = null;
    this.host.classList.remove('dragged');
  }
}
