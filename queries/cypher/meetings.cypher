// title: Who met whom
// description: Meetings, visits and talks. negated, modality, former and source say how it is put: only a row with
//   false, asserted, false and no source is stated as a fact.
// parameter who: entity, optional; only meetings of this one, on either side
// parameter with: entity, optional; and of those only the ones with this one
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query meetings -p who="Bernard Lisle"

MATCH (c:Meets)-[:FROM_ARTICLE]->(a:Article)
WHERE ($who IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Entity {id: $who}) })
  AND ($with IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Entity {id: $with}) })
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
// first which rows there are and in what order, so that a limit spares the rest
WITH c, a
ORDER BY coalesce(c.from_earliest, a.published_earliest), a.id, c.start, c.id
LIMIT 1000000
MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.published AS published, s.label AS visitor, o.label AS met, t.content AS content, c.negated AS negated,
  c.modality AS modality, c.former AS former, w.label AS source, c.valid_from AS valid_from, s.id AS visitor_id,
  o.id AS met_id, c.id AS claim
ORDER BY coalesce(c.from_earliest, a.published_earliest), a.id, c.start, claim
