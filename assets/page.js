// The document's language, Streamlit's own English words, and the link button.
// Streamlit has no setting for either; the list of words is kept per pinned version.

let observer = null;
let words = {};

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const said = words[node.nodeValue.trim()];
    if (said && node.parentElement?.closest('pre, code, [data-testid="stMarkdownContainer"]') === null) {
      node.nodeValue = node.nodeValue.replace(node.nodeValue.trim(), said);
    }
  }
  if (root.querySelectorAll) {
    for (const element of [root, ...root.querySelectorAll('[aria-label],[title],[placeholder]')]) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const said = words[element.getAttribute?.(name)];
        if (said) element.setAttribute(name, said);
      }
    }
  }
}

function watch() {
  if (observer) return;
  observer = new MutationObserver((changes) => {
    if (Object.keys(words).length === 0) return;
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) translate(node);
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

// Below this width drawings are drawn for a phone; the same number as in page.css.
const PHONE = window.matchMedia('(max-width: 640px)');
let reported = null;
let report = () => {};
PHONE.addEventListener('change', () => report());

export function mount({ data, parentElement, setStateValue }) {
  report = () => {
    if (PHONE.matches !== (reported ?? data.narrow)) {
      reported = PHONE.matches;
      setStateValue('narrow', PHONE.matches);
    }
  };
  report();
  document.documentElement.lang = data.lang;
  words = data.own_words ?? {};
  translate(document.body);
  watch();
  const host = parentElement.querySelector('div');
  let button = host.querySelector('button');
  if (!button) {
    host.innerHTML =
      '<style>button{font:inherit;font-size:14px;line-height:1.6;color:var(--st-text-color);background:var(--st-background-color);' +
      'border:1px solid var(--st-border-color);border-radius:var(--st-button-radius,6px);padding:.4rem .75rem;min-height:2.5rem;cursor:pointer;white-space:nowrap}' +
      'button:hover{border-color:var(--st-text-color)}button:focus-visible{outline:3px solid var(--st-text-color);outline-offset:2px}' +
      'span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}</style>' +
      '<button type="button"></button><span role="status" aria-live="polite"></span>';
    button = host.querySelector('button');
  }
  const said = host.querySelector('span');
  button.textContent = data.label;
  button.onclick = async () => {
    const address = new URL(location.href);
    for (const [name, code] of Object.entries(data.choices)) {
      if (!address.searchParams.has(name)) address.searchParams.set(name, code);
    }
    let outcome = data.done;
    try {
      await navigator.clipboard.writeText(address.href);
    } catch {
      outcome = data.failed;
    }
    button.textContent = outcome;
    said.textContent = outcome;
    setTimeout(() => { button.textContent = data.label; }, 2500);
  };
}
