// The presentation: all slides of a story are in the browser, so keys work with the connection
// lost and nothing is asked of the server. The slides lie in a modal dialog on the document itself,
// so that Streamlit may draw its page anew underneath without touching the slide in view.

const SWIPE = 48;
const STILL = 2500;
const NEXT = new Set(['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'n']);
const BACK = new Set(['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace', 'p']);
let show = null;
let styled = null;

export function mount(component) {
  const { data, parentElement } = component;
  const board = new Board(parentElement, data);
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
    if (this.channel) this.channel.onmessage = (event) => this.go(event.data, false);
    this.stage = made('div', { class: data.told ? 'hp-notes' : 'hp-stage', tabindex: '-1' });
    this.spoken = made('p', { class: 'hp-spoken', 'aria-live': 'polite' });
    this.number = made('p', { class: 'hp-number-typed', 'aria-hidden': 'true' });
    this.help = made('div', { class: 'hp-help', hidden: '' });
    this.tools = made('div', { class: 'hp-tools' });
    this.dialog = made('dialog', { class: 'hp-show', lang: data.lang },
      this.stage, this.tools, this.number, this.help, this.spoken);
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
    if (data.told) this.ticking = setInterval(() => this.tick(), 1000);
  }

  // The server has drawn its page again: new words or numbers, the same slide.
  renew(data) {
    if (this.data && data.story !== this.data.story) return;
    this.data = data;
    this.dialog.setAttribute('aria-label', data.title);
    // Light or dark is the app's choice, and the dialog lies outside the app.
    const app = document.querySelector('[data-testid="stApp"]');
    if (app) this.dialog.style.colorScheme = getComputedStyle(app).colorScheme;
    const { words } = data;
    const tool = (text, what, kind = '') => made('button', { type: 'button', class: kind, onclick: what }, text);
    this.back = tool(words.previous, () => this.step(-1));
    this.next = tool(words.next, () => this.step(1), 'hp-first');
    this.tools.replaceChildren(this.back, this.next,
      tool(words.help, () => this.toggleHelp(), 'hp-desk'), tool(words.leave, () => this.leave(), 'hp-desk'));
    const rows = data.keys.flatMap(([name, what]) => [made('dt', {}, name), made('dd', {}, what)]);
    this.help.replaceChildren(made('div', { role: 'note' }, made('h2', {}, words.help), made('dl', {}, ...rows)));
    this.at = Math.min(this.at, data.slides.length - 1);
    this.draw();
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
    this.back.disabled = at === 0;
    this.next.disabled = at === data.slides.length - 1;
    const place = data.words.slide.replace('{at}', at + 1).replace('{of}', data.slides.length);
    this.spoken.textContent = `${place}. ${slide.heading}`;
    const address = new URL(location.href);
    address.searchParams.set('story', data.story);
    address.searchParams.set('slide', at + 1);
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
    if (tell) this.channel?.postMessage(at);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab' || /^F\d/.test(event.key)) return;
    // The page's own shortcuts sleep while slides are shown.
    event.stopImmediatePropagation();
    const pressed = event.target.closest?.('button, a, summary');
    if (pressed && this.typed === '' && (event.key === 'Enter' || event.key === ' ')) return;
    const { key } = event;
    if (this.dialog.classList.contains('hp-blank')) {
      event.preventDefault();
      this.dialog.classList.remove('hp-blank');
      return;
    }
    if (key === 'Escape' && !this.help.hidden) this.toggleHelp();
    else if (key === 'Escape') this.leave();
    else if (NEXT.has(key)) this.step(1);
    else if (BACK.has(key)) this.step(-1);
    else if (key === 'Home') this.go(0);
    else if (key === 'End') this.go(this.data.slides.length - 1);
    else if (/^\d$/.test(key)) { this.write(`${this.typed}${key}`.slice(-3)); event.preventDefault(); return; }
    else if (key === 'Enter') { if (this.typed) this.go(Number(this.typed) - 1); else this.step(1); }
    else if (key === 'b' || key === 'B' || key === '.') this.dialog.classList.add('hp-blank');
    else if (key === '?') this.toggleHelp();
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
