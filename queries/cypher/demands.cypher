// title: Who demands what of whom
// description: Each demand with who is asked and the deed asked for, in the article's words. negated, modality, former
//   and source say how it is put: only a row with false, asserted, false and no source is stated as a fact.
// parameter who: entity, optional; only demands by this one
// parameter of: entity, optional; only demands put to this one
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query demands -p of="Bernard Lisle"

MATCH (s:Entity)<-[:SUBJECT]-(c:Demands)-[:FROM_ARTICLE]->(a:Article)
WHERE ($who IS NULL OR s.id = $who)
  AND ($of IS NULL OR EXISTS { (c)-[:OBJECT]->(:Entity {id: $of}) })
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
// first which rows there are and in what order, so that a limit spares the rest
WITH s, c, a
ORDER BY s.label, s.id, a.published_earliest, a.id, c.start, c.id
LIMIT 1000000
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN s.label AS demander, o.label AS asked, t.content AS content, c.negated AS negated, c.modality AS modality,
  c.former AS former, w.label AS source, a.published AS published, s.id AS demander_id, o.id AS asked_id,
  c.id AS claim
ORDER BY demander, demander_id, a.published_earliest, a.id, c.start, claim
