// title: Who met whom
// description: Meetings, visits and talks. negated, modality, former and source say how it is put: only a row with
//   false, asserted, false and no source is stated as a fact.
// parameter who: entity, optional; only meetings of this one, on either side
// parameter with: entity, optional; and of those only the ones with this one
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query meetings -p who="Bernard Lisle"

MATCH (s:Entity)<-[:SUBJECT]-(c:Meets)-[:FROM_ARTICLE]->(a:Article)
WHERE ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
WITH s, c, a, o
WHERE ($who IS NULL OR s.id = $who OR o.id = $who) AND ($with IS NULL OR s.id = $with OR o.id = $with)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.published AS published, s.label AS visitor, o.label AS met, t.content AS content, c.negated AS negated,
  c.modality AS modality, c.former AS former, w.label AS source, c.valid_from AS valid_from, s.id AS visitor_id,
  o.id AS met_id, c.id AS claim
ORDER BY coalesce(c.from_earliest, a.published_earliest), a.id, c.start, claim
