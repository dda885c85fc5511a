// title: Everything said about two together
// description: The claims that name both of two entities, in whatever part: who acts, who is acted on, who is the
//   source, who occurs in what is said. negated, modality, former and source say how it is put: only a row with false,
//   asserted, false and no source is stated as a fact.
// parameter one: entity; the one
// parameter other: entity; the other
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query claims-between -p one="Mara Quill" -p other="Bernard Lisle"

MATCH (e:Entity {id: $one})
CALL (e) {
  MATCH (e)<-[:SUBJECT|OBJECT|SOURCE]-(c:Claim) RETURN c
  UNION
  MATCH (e)<-[:CONCERNS]-(:Act)<-[:CONTENT]-(c:Claim) RETURN c
}
MATCH (s:Entity)<-[:SUBJECT]-(c)-[:FROM_ARTICLE]->(a:Article)
WHERE (EXISTS { (c)-[:SUBJECT|OBJECT|SOURCE]->(:Entity {id: $other}) }
    OR EXISTS { (c)-[:CONTENT]->(:Act)-[:CONCERNS]->(:Entity {id: $other}) })
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.published AS published, s.label AS subject, c.predicate AS predicate, o.label AS object,
  t.content AS content, c.negated AS negated, c.modality AS modality, c.former AS former, w.label AS source,
  c.valid_from AS valid_from, c.valid_until AS valid_until, c.quote AS quote, s.id AS subject_id, o.id AS object_id,
  c.id AS claim
ORDER BY coalesce(c.from_earliest, a.published_earliest), a.id, c.start, claim
