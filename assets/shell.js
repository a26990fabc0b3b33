// Mends Streamlit's menu, on every page. Streamlit puts sections (div) straight into its list
// (ul) and their items into no list at all, so that a screen reader counts wrong; and a section
// folds by mouse only, so that a keyboard could not open what a mouse had closed.

function mend() {
  const list = document.querySelector('[data-testid="stSidebarNavItems"]');
  if (!list) return;
  list.setAttribute('role', 'none');
  for (const item of list.querySelectorAll('li')) item.setAttribute('role', 'none');
  list.querySelectorAll('[data-testid="stNavSectionHeader"]').forEach((header, index) => {
    const name = header.querySelector('p');
    if (!name) return;
    name.id = `menu-section-${index}`;
    header.parentElement.setAttribute('role', 'group');
    header.parentElement.setAttribute('aria-labelledby', name.id);
    header.style.pointerEvents = 'none';
    const arrow = header.querySelector('[data-testid="stIconMaterial"]');
    if (arrow) arrow.style.display = 'none';
  });
}

// Streamlit draws the menu again when the page or the language changes.
let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mend();
  });
}).observe(document.getElementById('root'), { childList: true, subtree: true });
