// The presentation: all slides of a story are in the browser, so keys work with the connection
// lost and nothing is asked of the server. The slides lie in a modal dialog on the document itself,
// so that Streamlit may draw its page anew underneath without touching the slide in view.

const SWIPE = 48;
const STILL = 2500;
const PATIENCE = 10000;
const NEXT = new Set(['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'n']);
const BACK = new Set(['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace', 'p']);
let show = null;
// Asks the server for a slide drawn by another choice; the newest page's own.
let send = () => {};
let styled = null;

export function mount(component) {
  const { data, parentElement } = component;
  const board = new Board(parentElement, data);
  send = (asked) => component.setTriggerValue('tuned', asked);
  dress().then(() => {
    board.draw();
    if (show?.alive) show.renew(data);
    else if (data.at > 0) show = new Show(data, data.at - 1);
  });
  return () => {
    board.leave();
    // Streamlit takes the component away also when it connects anew: the slide stays then.
    setTimeout(() => {
      if (show?.alive && !location.pathname.endsWith('/present')) show.leave();
    }, 1500);
  };
}

function dress() {
  styled ??= Promise.all(
    ['drawing.css', 'slide.css', 'present.css'].map((name) => new Promise((done) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = new URL(`${name}${new URL(import.meta.url).search}`, import.meta.url).href;
      link.onload = link.onerror = done;
      document.head.append(link);
    })),
  );
  return styled;
}

function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== null) element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

// Ids of patterns and masks are the picture's own; two copies on one page need two names.
let copies = 0;
function copy(html) {
  const own = `-c${(copies += 1)}`;
  const found = made('span', { 'aria-hidden': 'true', inert: '' });
  found.innerHTML = html
    .replace(/ id="([^"]+)"/g, (_, id) => ` id="${id}${own}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id) => `url(#${id}${own})`);
  return found;
}

// The storyboard on the page: a button that starts, and each slide in small.
class Board {
  constructor(parent, data) {
    this.data = data;
    this.host = parent.querySelector('.hp-board') ?? made('div', { class: 'hp-board' });
    parent.append(this.host);
  }

  draw() {
    const { words, slides, notes } = this.data;
    const open = (at) => () => { show = new Show(this.data, at); };
    const doors = made('div', { class: 'hp-doors' },
      made('button', { type: 'button', class: 'hp-first', onclick: open(0) }, words.start));
    if (notes) {
      doors.append(made('button', { type: 'button', onclick: () => window.open(notes, 'hp-notes') }, words.notes_open));
    }
    const list = made('ol', {});
    slides.forEach((slide, at) => {
      const label = words.open_slide.replace('{at}', at + 1).replace('{heading}', slide.heading);
      list.append(made('li', {},
        made('button', { type: 'button', class: 'hp-thumb', 'aria-label': label, onclick: open(at) }, copy(slide.html)),
        made('p', { class: 'hp-name' }, `${at + 1}. ${slide.heading}`)));
    });
    this.host.replaceChildren(doors, list);
  }

  leave() { this.host.remove(); }
}

class Show {
  constructor(data, at) {
    this.typed = '';
    this.channel = 'BroadcastChannel' in window ? new BroadcastChannel(`hp-${data.story}`) : null;
    if (this.channel) this.channel.onmessage = (event) => this.told(event.data);
    this.stage = made('div', { class: data.told ? 'hp-notes' : 'hp-stage', tabindex: '-1' });
    this.spoken = made('p', { class: 'hp-spoken', 'aria-live': 'polite' });
    this.number = made('p', { class: 'hp-number-typed', 'aria-hidden': 'true' });
    this.help = made('div', { class: 'hp-help', hidden: '' });
    this.tools = made('div', { class: 'hp-tools' });
    this.controls = new Controls(this);
    this.dialog = made('dialog', { class: 'hp-show', lang: data.lang },
      this.stage, this.controls.strip, this.tools, this.number, this.help, this.spoken);
    this.heard = [
      [window, 'keydown', (event) => this.key(event), true],
      [this.dialog, 'cancel', (event) => event.preventDefault()],
      [this.dialog, 'pointermove', (event) => { if (event.pointerType === 'mouse') this.moved(); }],
      [this.stage, 'touchstart', (event) => this.touched(event), { passive: true }],
      [this.stage, 'touchend', (event) => this.lifted(event), { passive: true }],
      [window, 'popstate', () => { if (!location.pathname.endsWith('/present')) this.leave(); }],
    ];
    for (const [where, what, how, option] of this.heard) where.addEventListener(what, how, option);
    document.body.append(this.dialog);
    // With the connection lost Streamlit opens a notice of its own and takes everything else out
    // of reach; the slides are in front of it and stay in use.
    this.guard = new MutationObserver(() => {
      for (const name of ['inert', 'aria-hidden']) this.dialog.removeAttribute(name);
      if (!this.dialog.contains(document.activeElement)) this.stage.focus();
    });
    this.guard.observe(this.dialog, { attributeFilter: ['inert', 'aria-hidden'] });
    this.alive = true;
    this.since = Date.now();
    this.at = Math.min(at, data.slides.length - 1);
    this.renew(data);
    this.dialog.showModal();
    this.stage.focus();
    if (data.told) {
      this.ticking = setInterval(() => this.tick(), 1000);
      this.channel?.postMessage('where');
    }
  }

  // Windows of one story tell each other the slide; the notes also follow the choices made on it.
  told(news) {
    if (news === 'where') { if (!this.data.told) this.tell(); return; }
    const { at, set } = news;
    if (this.data.told && typeof set === 'string' && set !== this.data.set && set !== this.wanted) {
      this.wanted = set;
      try { send(`${Date.now()}~=~${set}`); } catch (error) { console.warn(`present: ${error.message}`); }
    }
    this.go(at, false);
  }

  tell() { this.channel?.postMessage(this.data.told ? { at: this.at } : { at: this.at, set: this.data.set }); }

  // The server has drawn its page again: new words or numbers, the same slide.
  renew(data) {
    if (this.data && data.story !== this.data.story) return;
    const tuned = this.data && this.data.set !== data.set;
    this.data = data;
    this.wanted = null;
    this.dialog.setAttribute('aria-label', data.title);
    // Light or dark is the app's choice, and the dialog lies outside the app.
    const app = document.querySelector('[data-testid="stApp"]');
    if (app) this.dialog.style.colorScheme = getComputedStyle(app).colorScheme;
    const { words } = data;
    const tool = (text, what, kind = '') => made('button', { type: 'button', class: kind, onclick: what }, text);
    this.back = tool(words.previous, () => this.step(-1));
    this.next = tool(words.next, () => this.step(1), 'hp-first');
    this.choose = tool(words.choices, () => this.controls.toggle(), 'hp-choose');
    this.tools.replaceChildren(this.back, this.next, this.choose,
      tool(words.help, () => this.toggleHelp(), 'hp-desk'), tool(words.leave, () => this.leave(), 'hp-desk'));
    const rows = data.keys.flatMap(([name, what]) => [made('dt', {}, name), made('dd', {}, what)]);
    this.help.replaceChildren(made('div', { role: 'note' }, made('h2', {}, words.help), made('dl', {}, ...rows)));
    this.at = Math.min(this.at, data.slides.length - 1);
    this.draw();
    if (tuned && !data.told) this.tell();
  }

  draw() {
    const { data, at } = this;
    const slide = data.slides[at];
    if (data.told) this.drawNotes();
    else if (this.drawn !== slide.html) {
      this.stage.innerHTML = slide.html;
      this.stage.scrollTop = 0;
      this.drawn = slide.html;
    }
    this.choose.hidden = Boolean(data.told) || slide.controls.length === 0;
    this.controls.draw();
    this.back.disabled = at === 0;
    this.next.disabled = at === data.slides.length - 1;
    const place = data.words.slide.replace('{at}', at + 1).replace('{of}', data.slides.length);
    this.spoken.textContent = `${place}. ${slide.heading}`;
    const address = new URL(location.href);
    address.searchParams.set('story', data.story);
    address.searchParams.set('slide', at + 1);
    // The server may have drawn the page from an older address.
    if (data.set) address.searchParams.set('set', data.set);
    else address.searchParams.delete('set');
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  }

  drawNotes() {
    const { data, at } = this;
    const { words } = data;
    const following = data.slides[at + 1];
    const small = (slide) => made('div', { class: 'hp-thumb' }, copy(slide.html));
    this.clock ??= made('p', { class: 'hp-clock', 'aria-label': words.elapsed });
    this.stage.replaceChildren(
      made('div', {}, small(data.slides[at])),
      made('div', {}, made('h2', {}, words.notes_next), following ? small(following) : words.notes_last),
      made('div', {}, made('h2', {}, words.notes), made('p', { class: 'hp-said' }, data.told[at] || words.notes_none)),
      made('div', {}, made('h2', {}, words.elapsed), this.clock),
    );
    this.tick();
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.since) / 1000);
    this.clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  step(by) { this.go(this.at + by); }

  go(at, tell = true) {
    if (!Number.isInteger(at) || at < 0 || at >= this.data.slides.length) return;
    this.at = at;
    this.dialog.classList.remove('hp-blank');
    this.draw();
    if (tell) this.tell();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab' || /^F\d/.test(event.key)) return;
    // The page's own shortcuts sleep while slides are shown.
    event.stopImmediatePropagation();
    // A choice has its own keys; a clicker's still change the slide.
    const choosing = event.target.closest?.('.hp-controls select, .hp-controls input');
    if (choosing && !['Escape', 'PageUp', 'PageDown'].includes(event.key)) return;
    const pressed = event.target.closest?.('button, a, summary');
    if (pressed && this.typed === '' && (event.key === 'Enter' || event.key === ' ')) return;
    const { key } = event;
    if (this.dialog.classList.contains('hp-blank')) {
      event.preventDefault();
      this.dialog.classList.remove('hp-blank');
      return;
    }
    if (key === 'Escape' && !this.help.hidden) this.toggleHelp();
    else if (key === 'Escape' && this.controls.open) this.controls.toggle();
    else if (key === 'Escape') this.leave();
    else if (NEXT.has(key)) this.step(1);
    else if (BACK.has(key)) this.step(-1);
    else if (key === 'Home') this.go(0);
    else if (key === 'End') this.go(this.data.slides.length - 1);
    else if (/^\d$/.test(key)) { this.write(`${this.typed}${key}`.slice(-3)); event.preventDefault(); return; }
    else if (key === 'Enter') { if (this.typed) this.go(Number(this.typed) - 1); else this.step(1); }
    else if (key === 'b' || key === 'B' || key === '.') this.dialog.classList.add('hp-blank');
    else if (key === '?') this.toggleHelp();
    else if (key === 'c' || key === 'C') this.controls.toggle();
    else if (key === 'o' || key === 'O') this.open(this.data.slides[this.at].live);
    else if ((key === 'd' || key === 'D') && this.data.slides[this.at].decide) this.open(this.data.slides[this.at].decide);
    else if (key === 'f' || key === 'F') this.whole();
    else return;
    this.write('');
    event.preventDefault();
  }

  write(digits) {
    this.typed = digits;
    this.number.textContent = digits;
  }

  open(address) { if (address) window.open(address, '_blank', 'noopener'); }

  whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.dialog.requestFullscreen?.().catch(() => {});
  }

  toggleHelp() {
    this.help.hidden = !this.help.hidden;
    if (this.help.hidden) this.stage.focus();
  }

  moved() {
    this.dialog.classList.add('hp-moved');
    clearTimeout(this.still);
    this.still = setTimeout(() => this.dialog.classList.remove('hp-moved'), STILL);
  }

  touched(event) {
    const { clientX, clientY } = event.changedTouches[0];
    this.start = event.target.closest('.hp-scroll') ? null : [clientX, clientY];
  }

  lifted(event) {
    if (!this.start) return;
    const { clientX, clientY } = event.changedTouches[0];
    const across = clientX - this.start[0];
    const down = clientY - this.start[1];
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.step(across < 0 ? 1 : -1);
  }

  leave() {
    if (!this.alive) return;
    this.alive = false;
    for (const [where, what, how, option] of this.heard) where.removeEventListener(what, how, option);
    clearInterval(this.ticking);
    this.controls.leave();
    this.channel?.close();
    this.guard.disconnect();
    this.dialog.close();
    this.dialog.remove();
    const address = new URL(location.href);
    address.searchParams.delete('slide');
    address.searchParams.delete('notes');
    if (location.pathname.endsWith('/present')) history.replaceState(history.state, '', address);
    document.querySelector('.hp-board .hp-first')?.focus();
    show = null;
  }
}

// The choices of the slide in view, on a strip under it: the slide draws together by as much, and
// its letters stay as large as they were.
class Controls {
  constructor(show) {
    this.show = show;
    this.open = false;
    this.pending = new Map();
    this.count = 0;
    this.fields = made('div', { class: 'hp-fields' });
    this.said = made('p', { class: 'hp-said', role: 'status' });
    this.shut = made('button', { type: 'button', onclick: () => this.toggle() });
    this.strip = made('div', { class: 'hp-controls', role: 'group', hidden: '' },
      this.fields, this.said, this.shut);
    this.offline = () => { if (this.asked) this.lost(); };
    window.addEventListener('offline', this.offline);
  }

  toggle() {
    if (this.show.data.told) return;
    this.open = !this.open;
    this.strip.hidden = !this.open;
    this.show.dialog.classList.toggle('hp-choosing', this.open);
    this.draw();
    if (this.open) (this.fields.querySelector('select, input') ?? this.shut).focus();
    else this.show.stage.focus();
  }

  // The same choices are kept in place, so that the one in use keeps the focus.
  draw() {
    const { data, at } = this.show;
    if (this.asked && data.asked === this.asked) this.answered();
    if (!this.open) return;
    const { controls, number } = data.slides[at];
    const { words } = data;
    this.strip.setAttribute('aria-label', words.choices);
    this.shut.textContent = words.choices_close;
    const shape = JSON.stringify([number, controls.map((one) => ({ ...one, chosen: '' }))]);
    if (shape !== this.shape) {
      const name = document.activeElement?.closest('.hp-controls') ? document.activeElement.name : null;
      this.shape = shape;
      this.fields.replaceChildren(...controls.map((one) => this.field(one, number)));
      if (name !== null) (this.fields.querySelector(`[name="${name}"]`) ?? this.shut).focus();
    }
    for (const one of controls) {
      const field = this.fields.querySelector(`[name="${one.name}"]`);
      if (field.value !== one.chosen && !this.pending.has(`${number}.${one.name}`)) field.value = one.chosen;
    }
    if (!controls.length) this.said.textContent = words.choices_none;
    else if (this.said.textContent === words.choices_none) this.said.textContent = '';
    this.show.dialog.style.setProperty('--strip', `${this.strip.offsetHeight}px`);
  }

  field(one, number) {
    const changed = (event) => {
      const { value, validity } = event.target;
      if (value && validity.valid) this.ask(`${number}.${one.name}`, value);
    };
    const field = one.codes.length
      ? made('select', { name: one.name, onchange: changed },
        ...one.codes.map(([code, words]) => made('option', { value: code }, words)))
      : made('input', { type: 'date', name: one.name, min: one.first, max: one.last, onchange: changed });
    return made('label', {}, made('span', {}, one.label), field);
  }

  // Choices made faster than the server answers are asked together, so that none is lost.
  ask(name, value) {
    this.pending.set(name, value);
    this.asked = `${(this.count += 1)}~${[...this.pending].map((pair) => pair.join('.')).join('~')}`;
    this.said.textContent = this.show.data.words.choices_wait;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.lost(), PATIENCE);
    if (!navigator.onLine) { this.lost(); return; }
    try { send(this.asked); } catch (error) { console.warn(`present: ${error.message}`); this.lost(); }
  }

  answered() {
    const { slides, words } = this.show.data;
    const kept = slides.flatMap(({ number, controls }) => controls.map((one) => `${number}.${one.name}.${one.chosen}`));
    const all = [...this.pending].every((pair) => kept.includes(pair.join('.')));
    this.forget(all ? '' : words.choices_refused);
  }

  forget(words) {
    this.asked = null;
    this.pending.clear();
    clearTimeout(this.waiting);
    this.said.textContent = words;
  }

  // No answer: the slide is as it was, and the choice says again what the slide shows.
  lost() {
    this.forget(this.show.data.words.choices_lost);
    this.draw();
  }

  leave() {
    clearTimeout(this.waiting);
    window.removeEventListener('offline', this.offline);
  }
}
