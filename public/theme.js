// Runs before the first paint: shows the theme a person chose, or their system's, and serves the button that switches.
;(() => {
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isTheme = (value) => value === 'light' || value === 'dark'
  const show = (theme) => {
    if (isTheme(theme)) root.dataset.theme = theme
    else delete root.dataset.theme
  }
  const read = () => {
    try {
      return localStorage.getItem('theme')
    } catch {
      return null
    }
  }
  const toggle = () => {
    const seen = root.dataset.theme ?? (system.matches ? 'dark' : 'light')
    const next = seen === 'dark' ? 'light' : 'dark'
    // Going back to what the system says is no choice of one's own: follow the system again.
    const follows = next === (system.matches ? 'dark' : 'light')
    show(follows ? null : next)
    try {
      if (follows) localStorage.removeItem('theme')
      else localStorage.setItem('theme', next)
    } catch {
      // A browser that keeps nothing shows the choice until the next page.
    }
  }
  root.dataset.js = ''
  show(read())
  addEventListener('storage', (event) => event.key === 'theme' && show(event.newValue))
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-theme-toggle]')) toggle()
  })
})()
