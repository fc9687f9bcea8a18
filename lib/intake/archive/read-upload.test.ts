import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { findReadme } from './find-readme.ts'
import { readUpload } from './read-upload.ts'

const file = (name: string, text = name) => ({ name, bytes: strToU8(text) })
const read = (...names: string[]) => {
  const { bytes, origin, assets } = readUpload(names.map((name) => file(name)))
  return { text: new TextDecoder().decode(bytes), origin, assets: [...assets.keys()] }
}

describe('what is uploaded', () => {
  it('may be a list by itself, whatever its name', () => {
    expect(read('papers.org')).toEqual({ text: 'papers.org', origin: 'papers.org', assets: [] })
    expect(read('some/folder/README.md').origin).toBe('README.md')
  })

  it('may be a folder: the README and the images below it', () => {
    const names = ['awesome/README.md', 'awesome/assets/a.png', 'awesome/src/b.JPG', 'awesome/run.sh', 'other/c.png']
    expect(read(...names)).toEqual({
      text: 'awesome/README.md',
      origin: 'awesome/README.md',
      assets: ['assets/a.png', 'src/b.JPG'],
    })
  })

  it('may be a README and images from one folder', () => {
    expect(read('a.png', 'README.md')).toMatchObject({ text: 'README.md', assets: ['a.png'] })
  })

  it('may be a zip archive of a folder', () => {
    const archive = zipSync({
      'awesome-main/README.md': strToU8('# Papers'),
      'awesome-main/assets/a.png': strToU8('png'),
      'awesome-main/assets/.hidden.png': strToU8('no'),
      '__MACOSX/awesome-main/._README.md': strToU8('no'),
    })
    const { bytes, origin, assets } = readUpload([{ name: 'awesome.zip', bytes: archive }])
    expect(new TextDecoder().decode(bytes)).toBe('# Papers')
    expect(origin).toBe('awesome.zip/awesome-main/README.md')
    expect([...assets]).toEqual([['assets/a.png', strToU8('png')]])
  })

  it('is refused when it is nothing, or leads out of its folder', () => {
    expect(() => readUpload([])).toThrow(/Choose a file/)
    expect(() => read('../README.md', 'a.png')).toThrow(/leads out/)
    expect(() => read('/README.md', 'a.png')).toThrow(/leads out/)
  })
})

describe('the list among several files', () => {
  it.each([
    ['README.md', ['docs/README.md', 'README.md', 'a.md']],
    ['readme.markdown', ['readme.markdown', 'CONTRIBUTING.md']],
    ['x/README.md', ['x/README.md', 'x/y/README.md', 'x/LICENSE.md']],
    ['x/README.md', ['x/README.txt', 'x/README.md']],
    ['papers.md', ['papers.md', 'img/a.png', 'node_modules/p/README.md', '.github/README.md']],
    ['x/papers.md', ['x/papers.md', 'x/y/more.md', 'x/y/notes.md']],
    ['refs.bib', ['refs.bib', 'a.png']],
  ])('is %s', (expected, paths) => {
    expect(findReadme(paths)).toBe(expected)
    expect(findReadme(paths.toReversed())).toBe(expected)
  })

  it('is asked for where several could be it, and where none could', () => {
    expect(() => findReadme(['b.md', 'a.md'])).toThrow('Several files could be the list: “a.md”, “b.md”.')
    expect(() => findReadme(['a.png', 'b.exe'])).toThrow(/no README\.md/)
    expect(() => findReadme([])).toThrow(/no README\.md/)
  })
})
