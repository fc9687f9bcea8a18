import { describe, expect, it } from 'vitest'
import { authorsText, formatAuthors, parseAuthors } from './authors.ts'

const read = (text: string) => {
  const { authors, truncated } = parseAuthors(text)
  return { names: authors.map((a) => `${a.afterGap ? '… ' : ''}${a.family}|${a.given ?? ''}`), truncated }
}
const whole = (...names: string[]) => ({ names, truncated: false })
const cut = (...names: string[]) => ({ names, truncated: true })

describe('reading author lines', () => {
  it.each([
    ['Dherin, B., Munn, M., Mazzawi, H., & Gonzalvo, J.', whole('Dherin|B.', 'Munn|M.', 'Mazzawi|H.', 'Gonzalvo|J.')],
    [
      'Wei, J., Bosma, M., Zhao, V. Y., Lester, B., ... & Le, Q. V.',
      cut('Wei|J.', 'Bosma|M.', 'Zhao|V. Y.', 'Lester|B.', '… Le|Q. V.'),
    ],
    ['Guo, D., … He, Y.', cut('Guo|D.', '… He|Y.')],
    ['Guo, D., Yang, D., . . . & He, Y.', cut('Guo|D.', 'Yang|D.', '… He|Y.')],
    ['Huang, C. C.', whole('Huang|C. C.')],
    ['Raschka, S.', whole('Raschka|S.')],
    ['van den Oord, A., Li, Y., & Vinyals, O.', whole('van den Oord|A.', 'Li|Y.', 'Vinyals|O.')],
    ['Ferrand-Sorbets, S., King, J.-R. and d’Ascoli, S.', whole('Ferrand-Sorbets|S.', 'King|J.-R.', 'd’Ascoli|S.')],
    ['Krotov, D. & Hopfield, J.J.', whole('Krotov|D.', 'Hopfield|J.J.')],
    ['Glaser G.I., Benjamin, S.A., Perich G.M.', whole('Glaser|G.I.', 'Benjamin|S.A.', 'Perich|G.M.')],
    ['King JR, Gwilliams L', whole('King|JR', 'Gwilliams|L')],
    ['King, M. L., Jr., & Abernathy, R.', whole('King|M. L., Jr.', 'Abernathy|R.')],
    ['Ada Lovelace, Charles Babbage and Mary Somerville', whole('Lovelace|Ada', 'Babbage|Charles', 'Somerville|Mary')],
    ['Aaron van den Oord, Li Yao', whole('van den Oord|Aaron', 'Yao|Li')],
    ['A. Krizhevsky, I. Sutskever, G. Hinton', whole('Krizhevsky|A.', 'Sutskever|I.', 'Hinton|G.')],
    ['Tyler Bonnen, Daniel L.K. Yaminsa', whole('Bonnen|Tyler', 'Yaminsa|Daniel L.K.')],
    [
      'Nasr, Khaled, Pooja Viswanathan, and Andreas Nieder.',
      whole('Nasr|Khaled', 'Viswanathan|Pooja', 'Nieder|Andreas'),
    ],
    ["Russin, Jake, Jason Jo, and Randall C. O'Reilly.", whole('Russin|Jake', 'Jo|Jason', "O'Reilly|Randall C.")],
    ['Banino, Andrea, Caswell Barry et al.', cut('Banino|Andrea', 'Barry|Caswell')],
    ['Mineault, Patrick', whole('Mineault|Patrick')],
    ['Schrimpf, Martin, Majaj, Najib J., Ha, David', whole('Schrimpf|Martin', 'Majaj|Najib J.', 'Ha|David')],
    ['Eslami, SM Ali, Danilo Jimenez Rezende', whole('Eslami|SM Ali', 'Rezende|Danilo Jimenez')],
    ['Raffel, Colin, & Roberts, Adam', whole('Raffel|Colin', 'Roberts|Adam')],
    ['Devlin, Chang, Lee, and Toutanova', whole('Devlin|', 'Chang|', 'Lee|', 'Toutanova|')],
    ['Bengio, Y.; Hinton, G.; and Lecun, Y.', whole('Bengio|Y.', 'Hinton|G.', 'Lecun|Y.')],
    ['OpenAI', whole('OpenAI|')],
    ['Gemini Team', whole('Gemini Team|')],
    ['DeepSeek-AI, Guo, D., et al.', cut('DeepSeek-AI|', 'Guo|D.')],
    ['Zhang et al', cut('Zhang|')],
    ['李明、王芳', whole('李明|', '王芳|')],
    ['Иванов, И. И., & Петров, П.', whole('Иванов|И. И.', 'Петров|П.')],
    ['', whole()],
    ['...', cut()],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it('reads what it wrote for search back as the same names', () => {
    const { authors } = parseAuthors('van den Oord, A., Li, Y., & Vinyals, O.')
    expect(authorsText(authors)).toBe('van den Oord, A.; Li, Y.; Vinyals, O.')
    expect(parseAuthors(authorsText(authors)).authors).toEqual(authors)
  })
})

describe('showing authors', () => {
  const wei = parseAuthors('Wei, J., Bosma, M., ... & Le, Q. V.')
  const two = parseAuthors('Granier, A., & Senn, W.')

  it('keeps the gap where all known names are shown', () => {
    expect(formatAuthors(wei.authors, wei.truncated)).toBe('J. Wei, M. Bosma, … Q. V. Le')
    expect(formatAuthors([{ family: 'Zhang' }], true)).toBe('Zhang et al.')
    expect(formatAuthors(two.authors, false)).toBe('A. Granier, W. Senn')
  })

  it('shortens what is long or cut', () => {
    expect(formatAuthors(wei.authors, wei.truncated, 5)).toBe('Wei et al.')
    expect(formatAuthors(two.authors, false, 1)).toBe('Granier et al.')
    expect(formatAuthors(two.authors, false, 5)).toBe('A. Granier, W. Senn')
    expect(formatAuthors([], false)).toBe('')
  })
})
