// Runs in the page before anything else. Notes when the picture last changed: a change of nodes
// or text anywhere on the page, of a drawing's attributes, or plotly's own "drawn" event. What
// Streamlit does to its chrome (running man, stale marks, menus of select boxes) does not count.
(() => {
  const CHROME = '[data-testid="stStatusWidget"], [data-testid="stToolbar"], [role="listbox"],'
    + ' [data-testid="stSelectbox"], [data-testid="stSelectboxVirtualDropdown"], [data-baseweb="popover"],'
    + ' [data-testid="stHeader"], [role="log"], canvas, style, script';
  const bench = { changed: 0, painted: 0, started: 0, pending: false };
  window.__bench = bench;
  const note = () => {
    bench.changed = performance.now();
    if (bench.pending) return;
    bench.pending = true;
    // The frame after the change, and the task after that frame: by then it is on screen.
    requestAnimationFrame(() => setTimeout(() => {
      bench.pending = false;
      bench.painted = performance.now();
    }, 0));
  };
  const counts = (record) => {
    const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
    if (!element || element.closest(CHROME)) return false;
    if (record.type === 'attributes') return element instanceof SVGElement;
    if (record.type !== 'childList') return true;
    return [...record.addedNodes, ...record.removedNodes].some(
      (node) => !(node.nodeType === 1 && node.matches('style, script, [data-baseweb="layer"]')));
  };
  const watch = (root) => new MutationObserver((records) => {
    if (records.some(counts)) note();
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  // Components draw inside shadow roots, which a selector on the document does not reach.
  const roots = [document];
  const count = (selector) => roots.reduce((sum, root) => sum + root.querySelectorAll(selector).length, 0);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    roots.push(root);
    return root;
  };
  const plots = () => document.querySelectorAll('.js-plotly-plot:not([data-bench])').forEach((plot) => {
    if (!plot.on) return;
    plot.setAttribute('data-bench', '');
    plot.on('plotly_afterplot', note);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter') bench.started = performance.now();
  }, { capture: true });
  const begin = () => {
    if (!document.body) { setTimeout(begin, 5); return; }
    watch(document.body);
    setInterval(plots, 30);
    note();
  };
  begin();
  window.__benchSettled = ({ heading, figures, least, quiet }) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const title = document.querySelector('h1');
    if (!app || app.dataset.testScriptState !== 'notRunning' || !title) return false;
    if (heading !== null && title.innerText === heading) return false;
    if (count(figures) < least) return false;
    if (bench.pending || performance.now() - bench.changed < quiet) return false;
    return { heading: title.innerText, start: bench.started, painted: bench.painted };
  };
})();
