// title: What somebody said
// description: What an entity says, in the article's words, and what we know by its word alone (source is its name
//   then). negated, modality, former and source say how it is put: only a row with false, asserted, false and no
//   source is stated as a fact.
// parameter who: entity; who speaks
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query said-by -p who="Mara Quill"

MATCH (e:Entity {id: $who})
CALL (e) {
  MATCH (e)<-[:SUBJECT]-(c:Says) RETURN c
  UNION
  MATCH (e)<-[:SOURCE]-(c:Claim) RETURN c
}
MATCH (s:Entity)<-[:SUBJECT]-(c)-[:FROM_ARTICLE]->(a:Article)
WHERE ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.published AS published, s.label AS subject, c.predicate AS predicate, o.label AS object,
  t.content AS content, c.negated AS negated, c.modality AS modality, c.former AS former, w.label AS source,
  c.quote AS quote, s.id AS subject_id, o.id AS object_id, c.id AS claim
ORDER BY a.published_earliest, a.id, c.start, claim
