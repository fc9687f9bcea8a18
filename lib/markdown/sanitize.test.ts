import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foreignTo, reparse } from './parsed-output.fixture.ts'
import { renderInline } from './render-inline.ts'
import { formatNote } from './format-note.ts'

const render = (text: string) =>
  formatNote(text, {
    resolveImage: (src) => (src.includes('a.png') ? { src: '/l/test/assets/aa', width: 4, height: 3 } : null),
  }).html

const VECTORS = [
  // scripts and handlers
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x.org/a.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="a.png" onerror="alert(1)" onload=alert(1)>',
  '<img/src/onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<a onmouseover="alert(1)">x</a>',
  '<input autofocus onfocus=alert(1)>',
  '<div onclick=alert(1) style="x">y</div>',
  '<img src=`javascript:alert(1)`>',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
  '<p\nonclick=alert(1)>x',
  '<video><source onerror=alert(1)>',
  // addresses
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x]( javascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](file:///etc/passwd)',
  '[x](//evil.org)',
  '[x](/l/test/settings)',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#x6A;avascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="https://x.org" target="_blank" rel="opener">x</a>',
  '<javascript:alert(1)>',
  '<a href="\\\\evil.org">x</a>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](https://track.er/pixel.gif)',
  '![x](//track.er/p.gif)',
  '<img src="https://track.er/p.gif" srcset="https://track.er/2.gif 2x">',
  '<img src=a.png srcset="https://track.er/2.gif 2x">',
  '<picture><source srcset="https://track.er/p.gif"><img src="a.png"></picture>',
  '[x][y]\n\n[y]: javascript:alert(1)',
  // elements that have no place in a note
  '<iframe src="https://x.org"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data=x></object><embed src=x>',
  '<form action="https://x.org"><input name=password type=password><button>Sign in</button></form>',
  '<meta http-equiv=refresh content="0;url=https://x.org">',
  '<base href="https://x.org/">',
  '<link rel=stylesheet href=//x.org/a.css>',
  '<style>body{background:url(https://track.er)}</style>',
  '<p style="background:url(https://track.er);position:fixed">x</p>',
  '<audio src=//x.org/a.mp3 autoplay></audio>',
  '<marquee>x</marquee>',
  '<dialog open>x</dialog>',
  '<template><script>1</script></template>',
  '<textarea></textarea><select><option>x</select>',
  '<frameset><frame src=x></frameset>',
  '<isindex action=x>',
  '<plaintext>x',
  // namespaces, and HTML that changes when it is read a second time
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<table><td><table><td><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '<title><img src=x onerror=alert(1)></title>',
  '<p><a><p><a href="https://x.org"><a>',
  '<?xml <img src=x onerror=alert(1)>?>',
  '<img alt="<x" title="/><img src=url404 onerror=alert(1)>" src=a.png>',
  // standing in for something of the page's own
  '<p id=main>x</p>',
  '<a name=getElementById>x</a>',
  '<img name=cookie src=a.png>',
  '<p id="__proto__">x</p>',
  '<span class="katex"><img src=x onerror=alert(1)></span>',
  '<div class="rendered-note fixed inset-0">x</div>',
  '<p tabindex=5 accesskey=x>y</p>',
  // formulas
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\htmlData{x=y}{z}$',
  '$\\htmlClass{fixed}{z}$',
  '$\\htmlId{main}{z}$',
  '$\\htmlStyle{position:fixed}{z}$',
  '$\\includegraphics{https://track.er/p.gif}$',
  '$\\text{</span><script>alert(1)</script>}$',
  '$\\color{red;background:url(https://track.er)}x$',
  '$\\unknown{<img src=x onerror=alert(1)>}$',
  '$\\text{<img src=x onerror=alert(1)>$',
  '```math\n\\text{</annotation><script>alert(1)</script>}\n```',
  '<code class="language-math">\\text{<b>x}</code>',
  '$\\rule{9999em}{9999em}$',
  // code
  '```html\n<script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '<pre><code class="x hljs onload">y</code></pre>',
  // footnotes and tables
  'x[^"><script>]\n\n[^"><script>]: y',
  '|<script>|\n|-|\n|<img src=x onerror=alert(1)>|',
]

describe('the second opinion on what is left', () => {
  it.each([
    '<script>x</script>',
    '<img src=x onerror=a>',
    '<a href="javascript:x">y</a>',
    '<p id=main>x</p>',
    '<svg><path d="M0 0"></svg>',
    '<span class="katex"><img src=x></span>',
    '<span class="katex"><span style="background:url(x)"></span></span>',
    '<p style="color:red">x</p>',
  ])('sees %s', (html) => {
    expect(foreignTo(html)).not.toEqual([])
  })
})

describe('what a malicious note can do to its readers', () => {
  it.each(VECTORS)('nothing: %s', (vector) => {
    for (const text of [
      vector,
      `- a ${vector}`,
      `<div>\n\n${vector}\n\n</div>`,
      `<details><summary>x</summary>\n\n${vector}`,
    ]) {
      const html = render(text)
      expect(foreignTo(html)).toEqual([])
      expect(reparse(reparse(html).html).html).toBe(reparse(html).html)
    }
    expect(foreignTo(renderInline(vector))).toEqual([])
  })

  it('nothing, however the pieces are put together', () => {
    const pieces = [
      '<svg>',
      '</svg>',
      '<math>',
      '<mtext>',
      '<mglyph>',
      '<style>',
      '</style>',
      '<table>',
      '<td>',
      '<b>',
      '</b>',
      '<p>',
      '</p>',
      '<a href="https://x.org">',
      '</a>',
      '<img src=x onerror=alert(1)>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<title>',
      '<form>',
      '<noscript>',
      '<details>',
      '<summary>',
      '<li>',
      '<ul>',
      '$',
      '$$',
      '\\text{',
      '}',
      '`',
      '```\n',
      '\n\n',
      '\n',
      '- ',
      '> ',
      '[',
      '](',
      ')',
      'javascript:',
      '"',
      "'",
      '=',
      ' ',
      'x',
      '&lt;',
      '<template>',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 24 }), (chosen) => {
        const text = chosen.join('')
        expect(foreignTo(render(text))).toEqual([])
        expect(foreignTo(renderInline(text))).toEqual([])
      }),
      { numRuns: 600 },
    )
  }, 60_000)

  it('does not send the reader’s browser to another server for a picture', () => {
    const html = render('![a figure](https://track.er/p.gif) and [![badge](https://img.org/b.svg)](https://x.org)')
    expect(html).not.toContain('<img')
    expect(html).toContain(
      '<a class="external-image" href="https://track.er/p.gif" rel="noopener noreferrer nofollow ugc">a figure</a>',
    )
    expect(html).toContain('<span class="external-image">badge</span></a>')
  })
})
