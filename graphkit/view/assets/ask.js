// The commands and queries that give this view, to copy: what made the page, and SPARQL for what the filters leave of it.
const RDF_BASE = 'https://w3id.org/graphkit/';
const literal = (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t').replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
// As the store writes an id: letters and digits of all scripts stand, all else as %XX.
const entityIri = (id) => `<${RDF_BASE}entity/${id.replace(/[^\p{L}\p{N}_/@.~-]/gu, (c) => Array.from(new TextEncoder().encode(c), (b) => `%${b.toString(16).toUpperCase().padStart(2, '0')}`).join(''))}>`;
const shell = (text) => { const plain = seen(text).replace(/\n/g, ' '); return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'"'"'`)}'`; };

// What each facet takes out, as conditions; a facet that is not here is told by the ids of what it leaves.
const terms = (list) => list.map((name) => `gk:${name}`).join(', ');
const CONDITIONS = {
  predicate: (off) => [`FILTER(?predicate NOT IN (${terms(off)}))`],
  how: (off) => off.map((how) => ({
    stated: 'FILTER(?negated || ?modality != gk:asserted || ?former || BOUND(?source))',
    denied: 'FILTER(!?negated)', former: 'FILTER(!?former)', reported: 'FILTER(!BOUND(?source))',
  })[how] ?? `FILTER(?modality != gk:${how})`),
  type: (off) => off.map((type) => type === 'Act'
    ? 'FILTER(BOUND(?object) || !BOUND(?content))'
    : `FILTER NOT EXISTS { ?claim gk:subject|gk:object ?of_type . ?of_type a gk:${type} }`),
  speaker: (off) => off.map((name) => name === ''
    ? 'FILTER(BOUND(?source))'
    : `FILTER NOT EXISTS { ?claim gk:source ?teller . ?teller rdfs:label ${literal(name)} }`),
  publisher: (off) => [`FILTER(COALESCE(?publisher, "") NOT IN (${off.map(literal).join(', ')}))`],
};
const NAMING = '(gk:subject|gk:object|gk:source|gk:content/gk:concerns)';

// Whether conditions can tell what is chosen; else the ids of the claims do.
function tellable() {
  const picked = state.picked, made = D.made;
  if (tableNarrowed() || state.off.how.has('disputed')) return false; // no condition tells these
  return (made.all || made.entities) && !(picked && picked.kind !== 'node') && (!picked || nodes[picked.i].id !== undefined) && claims.length === D.all.claims
    && Object.entries(state.off).every(([name, off]) => !off.size || CONDITIONS[name]) && !otherwiseNarrowed();
}
function sparql() {
  const chosen = chosenClaims(), picked = state.picked, made = D.made;
  const head = ['PREFIX gk: <https://w3id.org/graphkit/ontology#>', 'PREFIX prov: <http://www.w3.org/ns/prov#>', 'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>', 'PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>', 'SELECT ?claim ?quote WHERE {'];
  const body = [], ids = () => `VALUES ?claim { ${chosen.map((c) => `<${RDF_BASE}claim/${c.id}>`).join(' ')} }`;
  const told = tellable();
  if (!told) body.push(ids());
  else {
    if (made.entities) {
      const path = NAMING + `/(^${NAMING}/${NAMING})`.repeat(made.hops - 1);
      body.push(`{ SELECT DISTINCT ?claim WHERE { VALUES ?seed { ${made.entities.map(entityIri).join(' ')} } ?claim ${path} ?seed } }`);
    }
    if (picked) body.push(`{ SELECT DISTINCT ?claim WHERE { ?claim ${NAMING} ${entityIri(nodes[picked.i].id)} } }`);
  }
  body.push('?claim a gk:Claim ; gk:quote ?quote .');
  if (told && filtered()) {
    body.push('?claim gk:subject ?subject ; gk:predicate ?predicate ; gk:negated ?negated ; gk:modality ?modality ;', '  gk:former ?former ; gk:confidence ?confidence ; prov:wasDerivedFrom ?article .',
      'OPTIONAL { ?claim gk:object ?object }', 'OPTIONAL { ?claim gk:content ?content }', 'OPTIONAL { ?claim gk:source ?source }',
      'OPTIONAL { ?article gk:publisher ?publisher }', 'OPTIONAL { ?article gk:publishedEarliest ?earliest ; gk:publishedLatest ?latest }');
    for (const [name, off] of Object.entries(state.off)) if (off.size) body.push(...CONDITIONS[name]([...off].sort()));
    if (state.sure) body.push(`FILTER(?confidence >= ${(state.sure - 0.0005).toFixed(4)})`); // the page rounds to thousandths
    if (!state.undated) body.push('FILTER(BOUND(?earliest))');
    if (SPAN && state.from !== SPAN[0]) body.push(`FILTER(!BOUND(?latest) || ?latest >= "${dayText(state.from)}"^^xsd:date)`);
    if (SPAN && state.to !== SPAN[1]) body.push(`FILTER(!BOUND(?earliest) || ?earliest <= "${dayText(state.to)}"^^xsd:date)`);
  }
  return [...head, ...body.map((line) => `  ${line}`), '}'].join('\n');
}
// The same in Cypher, for a store that speaks it.
const list = (texts) => `[${texts.map(literal).join(', ')}]`;
const CYPHER = {
  predicate: (off) => [`NOT c.predicate IN ${list(off)}`],
  how: (off) => off.map((how) => ({
    stated: "(c.negated OR c.modality <> 'asserted' OR c.former OR EXISTS { (c)-[:SOURCE]->() })",
    denied: 'NOT c.negated', former: 'NOT c.former', reported: 'NOT EXISTS { (c)-[:SOURCE]->() }',
  })[how] ?? `c.modality <> '${how}'`),
  type: (off) => off.map((type) => type === 'Act' ? '(EXISTS { (c)-[:OBJECT]->() } OR NOT EXISTS { (c)-[:CONTENT]->() })' : `NOT EXISTS { (c)-[:SUBJECT|OBJECT]->(:${type}) }`),
  speaker: (off) => off.map((name) => name === '' ? 'EXISTS { (c)-[:SOURCE]->() }' : `NOT EXISTS { (c)-[:SOURCE]->(:Entity {label: ${literal(name)}}) }`),
  publisher: (off) => [`NOT coalesce(a.publisher, '') IN ${list(off)}`],
};
const cypherNaming = (from, to) => `EXISTS { MATCH (${from})-[:SUBJECT|OBJECT|SOURCE]->(${to}) } OR EXISTS { MATCH (${from})-[:CONTENT]->(:Act)-[:CONCERNS]->(${to}) }`;
function cypher() {
  const chosen = chosenClaims(), picked = state.picked, made = D.made, where = [];
  // Steps beyond the first would need a path of unknown length here: then the ids tell.
  if (!tellable() || (made.entities && made.hops > 1)) where.push(`c.id IN ${list(chosen.map((c) => c.id))}`);
  else {
    if (made.entities) where.push(`(${made.entities.map((id) => cypherNaming('c', `:Entity {id: ${literal(id)}}`)).join(' OR ')})`);
    if (picked) where.push(`(${cypherNaming('c', `:Entity {id: ${literal(nodes[picked.i].id)}}`)})`);
    for (const [name, off] of Object.entries(state.off)) if (off.size) where.push(...CYPHER[name]([...off].sort()));
    if (state.sure) where.push(`c.confidence >= ${(state.sure - 0.0005).toFixed(4)}`);
    if (!state.undated) where.push('a.published_earliest IS NOT NULL');
    if (SPAN && state.from !== SPAN[0]) where.push(`(a.published_latest IS NULL OR a.published_latest >= date('${dayText(state.from)}'))`);
    if (SPAN && state.to !== SPAN[1]) where.push(`(a.published_earliest IS NULL OR a.published_earliest <= date('${dayText(state.to)}'))`);
  }
  return ['MATCH (c:Claim)-[:FROM_ARTICLE]->(a:Article)', ...where.map((line, i) => `${i ? '  AND' : 'WHERE'} ${line}`), 'RETURN c.id AS claim, c.quote AS quote'].join('\n');
}
// Whether something that has no condition above takes claims out.
function otherwiseNarrowed() {
  const known = (c) => c.sure >= state.sure && inTime(c) && Object.keys(CONDITIONS).every((name) => !FACETS[name].of(c).some((value) => state.off[name].has(value)));
  return claims.some((c) => known(c) !== Boolean(isShown[c.i]));
}
function questions() {
  const found = [...(D.made.queries), ...D.queries], picked = state.picked;
  if (picked?.kind === 'node' && nodes[picked.i].id) found.push([t('ask.about'), `graphkit query claims-about -p entity=${shell(nodes[picked.i].id)}`], [t('ask.show'), `graphkit show ${shell(nodes[picked.i].id)}`]);
  else if (picked && picked.kind !== 'node') {
    const arrow = arrows[picked.kind === 'claim' ? claims[picked.i].arrow : picked.i];
    if (nodes[arrow.t].id) found.push([t('ask.between'), `graphkit query claims-between -p one=${shell(nodes[arrow.s].id)} -p other=${shell(nodes[arrow.t].id)}`]);
  }
  const [query, language] = D.made.language === 'cypher' ? [cypher(), 'Cypher'] : [sparql(), 'SPARQL'];
  found.push([t(picked ? 'ask.selected' : 'ask.shown', { language }), query]);
  return found;
}
function showQuestions() {
  const box = $('#asked'), title = el('h2', null, t('ask.title'));
  title.id = 'asked-title';
  const list = questions().map(([label, text]) => {
    const code = el('pre', null, el('code', null, seen(text)));
    code.tabIndex = 0;
    return el('section', 'question', el('h3', null, seen(label)), code, copyButton(t('copy'), () => seen(text)));
  });
  box.replaceChildren(title, ...list, button('', () => box.close(), t('help.close')));
  box.showModal();
}
