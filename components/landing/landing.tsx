import { ArrowRight, BookOpenText, FlaskConical, Link2, type LucideIcon, Sigma } from 'lucide-react'
import { buttonClass } from '#components/ui/button-class.ts'
import { Specimen } from './specimen.tsx'

const POINTS: readonly { Icon: LucideIcon; title: string; text: string; href?: string; link?: string }[] = [
  {
    Icon: BookOpenText,
    title: 'Your README, readable',
    text: 'An awesome-papers README becomes a library with sections, search and filters. The source text is kept whole.',
  },
  {
    Icon: Sigma,
    title: 'Notes with mathematics',
    text: 'Write in Markdown and TeX. Formulas are set on the server, can be read aloud, and copy back as TeX.',
  },
  {
    Icon: FlaskConical,
    title: 'Claims you can check',
    text: 'An experiment computes in your browser and sets its number beside the paper’s claim.',
    href: '/experiments',
    link: 'See the experiments',
  },
  {
    Icon: Link2,
    title: 'Shared as far as you say',
    text: 'A list, a section or one paper, with notes or without, by a link that you can end at any time.',
  },
]

/** What a stranger sees at the front door: what this is, and how one gets in. */
export function Landing() {
  return (
    <div className="pb-4">
      <div className="grid items-center gap-x-16 gap-y-12 lg:grid-cols-[1.05fr_1fr]">
        <div>
          <h1 className="font-serif text-4xl leading-[1.1] font-semibold tracking-[-0.015em] sm:text-[3.25rem]">
            The reading room of your research group
          </h1>
          <p className="mt-5 max-w-xl text-lg leading-relaxed text-muted">
            Colloquium keeps the papers you read together and what you thought of them in one quiet place, on a machine
            of your own.
          </p>
          <div className="mt-8">
            <a href="/sign-in" className={buttonClass('primary', 'lg')}>
              Sign in
              <ArrowRight aria-hidden />
            </a>
          </div>
          <p className="mt-4 max-w-md text-sm text-muted">
            No password to remember. New here? An admin of your group sends you an invitation link. If somebody shared a
            page with you, its link opens by itself.
          </p>
        </div>
        <Specimen />
      </div>
      <ul className="mt-16 grid gap-x-10 gap-y-8 border-t border-line pt-10 sm:mt-20 sm:grid-cols-2 lg:grid-cols-4">
        {POINTS.map(({ Icon, title, text, href, link }) => (
          <li key={title}>
            <Icon aria-hidden className="size-6 text-accent" strokeWidth={1.75} />
            <h2 className="mt-3 font-serif text-lg font-semibold">{title}</h2>
            <p className="mt-1.5 text-[0.9375rem] text-muted">{text}</p>
            {href && (
              <a href={href} className="link mt-1.5 inline-block text-[0.9375rem]">
                {link}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
