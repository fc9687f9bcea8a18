/** KaTeX commands that notes use, as they are completed: "#{}" is where the cursor goes. Source: katex.org/docs/supported. */
const TEMPLATES = String.raw`\frac{#{}}{#{}} \sqrt{#{}} \sum_{#{}}^{#{}} \prod_{#{}}^{#{}} \int_{#{}}^{#{}} \lim_{#{}}
\mathbb{#{}} \mathcal{#{}} \mathbf{#{}} \mathrm{#{}} \mathfrak{#{}} \mathsf{#{}} \mathtt{#{}} \boldsymbol{#{}} \operatorname{#{}} \text{#{}}
\hat{#{}} \widehat{#{}} \tilde{#{}} \widetilde{#{}} \bar{#{}} \overline{#{}} \underline{#{}} \vec{#{}} \dot{#{}} \ddot{#{}}
\overbrace{#{}}^{#{}} \underbrace{#{}}_{#{}} \overset{#{}}{#{}} \underset{#{}}{#{}} \binom{#{}}{#{}} \tag{#{}}
\left(#{}\right) \left[#{}\right] \left\{#{}\right\} \left|#{}\right| \left\|#{}\right\|
\begin{aligned}#{}\end{aligned} \begin{cases}#{}\end{cases} \begin{pmatrix}#{}\end{pmatrix} \begin{bmatrix}#{}\end{bmatrix} \begin{array}{#{}}#{}\end{array}
\color{#{}} \cancel{#{}} \phantom{#{}} \boxed{#{}}`

const SYMBOLS = String.raw`\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi \pi \varpi
\rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega \Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega
\log \ln \exp \sin \cos \tan \sinh \cosh \tanh \arg \argmax \argmin \max \min \sup \inf \det \dim \ker \rank \tr \Pr \gcd
\le \ge \leq \geq \ll \gg \ne \neq \approx \equiv \sim \simeq \cong \propto \prec \succ \preceq \succeq
\in \notin \ni \subset \subseteq \supset \supseteq \cup \cap \setminus \emptyset \varnothing
\forall \exists \nexists \neg \land \lor \implies \iff \to \mapsto \rightarrow \leftarrow \Rightarrow \Leftarrow \leftrightarrow \Leftrightarrow \longrightarrow \uparrow \downarrow
\times \cdot \div \pm \mp \ast \star \circ \bullet \oplus \otimes \odot \wedge \vee \dagger
\infty \partial \nabla \ell \hbar \Re \Im \aleph \wp \top \bot \perp \parallel \angle \triangle \square
\ldots \cdots \vdots \ddots \dots \quad \qquad \, \; \! \\ \colon
\langle \rangle \lfloor \rfloor \lceil \rceil \lVert \rVert \lvert \rvert \| \big \Big \bigg \Bigg \mid \nmid
\displaystyle \textstyle \scriptstyle \limits \nolimits \nonumber \hline`

/** KaTeX has no operator of these names of its own. */
const NAMED: Record<string, string> = {
  '\\argmax': '\\operatorname*{arg\\,max}',
  '\\argmin': '\\operatorname*{arg\\,min}',
  '\\rank': '\\operatorname{rank}',
  '\\tr': '\\operatorname{tr}',
}

export type LatexCommand = { label: string; template: string }

const words = (text: string) => text.split(/\s+/).filter(Boolean)

export const LATEX_COMMANDS: readonly LatexCommand[] = [
  ...words(TEMPLATES).map((template) => ({
    label: template
      .replaceAll('#{}', '')
      .replaceAll('{}', '')
      .replace(/[_^]+$/, '')
      .replace(/_\^$/, ''),
    template,
  })),
  ...words(SYMBOLS).map((label) => ({ label, template: NAMED[label] ?? label })),
]
