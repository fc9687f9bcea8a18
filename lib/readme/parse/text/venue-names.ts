// Conferences, journals and series as lists abbreviate them, in lower case.
const SHORT =
  'neurips nips icml iclr cvpr cvprw iccv iccvw eccv eccvw wacv bmvc accv icpr 3dv aaai ijcai ecai acl emnlp naacl eacl aacl coling conll tacl lrec semeval sigdial inlg ' +
  'sigir kdd sigkdd www thewebconf wsdm cikm recsys ecir ictir sigmod vldb pvldb icde icdm pakdd ecml pkdd ecmlpkdd aistats uai colt automl jmlr tmlr mlj pmlr dmlr ' +
  'tpami pami ijcv tcsvt tnnls tkde tois tvcg tmm siggraph eurographics sca egsr acmmm icassp interspeech icme icip ismir waspaa asru slt dcase ' +
  'chi uist cscw iui imwut ubicomp icra iros rss corl ral ra-l tro hri humanoids itsc dac iccad isca asplos hpca mlsys sysml osdi sosp nsdi atc eurosys socc hotos ppopp pldi popl oopsla cgo ' +
  'icse fse esec/fse ase issta tosem icsme saner tse usenix ccs ndss tifs tdsc crypto eurocrypt asiacrypt popets pets stoc focs soda icalp podc miccai midl isbi tmi chil mlhc lak aied edm its ' +
  'jair tacas cav fmcad aamas icaps ijcnn icann iconip gecco cec ppsn esann nsdi infocom sigcomm imc mobicom mobisys sensys icnp jamia amia psb recomb ismb bibm pnas elife iscience eneuro plos arxiv biorxiv medrxiv chemrxiv psyarxiv techrxiv ssrn corr hal ' +
  'neuroimage tvcg vis eurovis pacificvis facct fat* aies cogsci ccn cosyne nlpcc ijcnlp wmt iwslt bionlp repl4nlp icwsm asonam dasfaa sdm'
// Those that are words of their own: a venue only beside a year or alone.
const WORDS =
  'nature science cell neuron brain cognition physica cl mm sc sp alt micro www its vis fat hal slt ase cec edm sca chi rss cav crypto atc imc tip tog'
// Words that only the name of a venue holds.
const PARTS =
  /\b(?:conference|proceedings|proc\.|journal|transactions|trans\.|symposium|workshops?|letters|lett\.|annals|advances in|frontiers in|front\.|reviews?|bulletin|magazine|annual meeting|findings|nature|science|communications|commun\.|springer|elsevier|ieee|acm|usenix|plos|preprint|technical report|tech(?:\.|nical)? rep(?:\.|ort)|white ?paper|dissertation|thesis|lncs|lecture notes|arxiv|biorxiv|distill|nips|neurips|会议|学报|期刊)(?![\p{L}\p{N}])/iu

const LONGEST = 20
const short = new Set(SHORT.split(' '))
const words = new Set(WORDS.split(' '))
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/^[^\p{L}\d]+|[^\p{L}\d*]+$/gu, '')
    .replace(/[-_\s]?['’‘]?\d+$/, '')

const SEEN_AT_MOST = 20_000
const seen = new Map<string, 'only' | 'word' | null>()

/** The same few thousand words are asked about again and again. */
function kindOf(word: string): 'only' | 'word' | null {
  if (word.length > LONGEST) return null
  const known = seen.get(word)
  if (known !== undefined) return known
  const name = bare(word)
  const kind = words.has(name) ? 'word' : short.has(name) ? 'only' : null
  if (seen.size >= SEEN_AT_MOST) seen.clear()
  seen.set(word, kind)
  return kind
}

/** Whether a word abbreviates a known venue ("NeurIPS", "CVPR'23"). */
export const isVenueWord = (word: string) => kindOf(word) !== null

/** Whether a word can stand for nothing but a venue, even in the middle of a text. */
export const isOnlyVenue = (word: string) => kindOf(word) === 'only'

/** Whether a text of a few words holds what only the names of venues hold. */
export const soundsLikeVenue = (text: string) =>
  text.length <= 200 && (PARTS.test(text) || text.split(/[\s,/()@:&-]+/).some((word) => isOnlyVenue(word)))
